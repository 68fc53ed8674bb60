import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRemaining } from './format-remaining.ts';

test('formatRemaining rounds up to the next second', () => {
  assert.equal(formatRemaining(-500), '0:00');
  assert.equal(formatRemaining(59_001), '1:00');
  assert.equal(formatRemaining(3_845_000), '1:04:05');
});
