import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitInto } from './fit-into.ts';

test('fitInto scales a large photo down by its longer side', () => {
  assert.deepEqual(fitInto({ width: 4032, height: 3024 }, 1536), { width: 1536, height: 1152 });
  assert.deepEqual(fitInto({ width: 3024, height: 4032 }, 1536), { width: 1152, height: 1536 });
});

test('fitInto keeps the size of a small photo', () => {
  assert.deepEqual(fitInto({ width: 800, height: 600 }, 1536), { width: 800, height: 600 });
});
