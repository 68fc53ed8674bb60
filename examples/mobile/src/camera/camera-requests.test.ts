import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CameraRequests } from './camera-requests.ts';

test('the agent gets the camera while a screen has one', () => {
  const requests = new CameraRequests();
  let opened = 0;
  assert.equal(requests.ask(), false);
  const stop = requests.serve(() => (opened += 1));
  assert.equal(requests.ask(), true);
  stop();
  assert.equal(requests.ask(), false);
  assert.equal(opened, 1);
});

test('a screen that is gone does not take the next one with it', () => {
  const requests = new CameraRequests();
  const stopFirst = requests.serve(() => undefined);
  requests.serve(() => undefined);
  stopFirst();
  assert.equal(requests.ask(), true);
});
