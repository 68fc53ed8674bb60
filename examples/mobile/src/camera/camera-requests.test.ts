import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CameraRequests } from './camera-requests.ts';

test('open calls the handler while a screen provides one', () => {
  const requests = new CameraRequests();
  let opened = 0;
  assert.equal(requests.open(), false);
  const remove = requests.handle(() => (opened += 1));
  assert.equal(requests.open(), true);
  remove();
  assert.equal(requests.open(), false);
  assert.equal(opened, 1);
});

test('removing an old handler keeps the handler that replaced it', () => {
  const requests = new CameraRequests();
  const removeFirst = requests.handle(() => undefined);
  requests.handle(() => undefined);
  removeFirst();
  assert.equal(requests.open(), true);
});
