import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitInto } from './fit-into.ts';

test('a large photo is scaled down, whichever side is the longer one', () => {
  assert.deepEqual(fitInto({ width: 4032, height: 3024 }, 1536), { width: 1536, height: 1152 });
  assert.deepEqual(fitInto({ width: 3024, height: 4032 }, 1536), { width: 1152, height: 1536 });
});

test('a small one stays as it is', () => {
  assert.deepEqual(fitInto({ width: 800, height: 600 }, 1536), { width: 800, height: 600 });
});
