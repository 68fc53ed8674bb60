import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestService, settle } from '@bakebot/client/testing';
import { deliveryNote } from './delivery-note.ts';

test('a turn says where it stands, from the first try to the last', async () => {
  const { service, agent } = createTestService();
  const note = (): string => {
    const [item] = service.getSnapshot().conversation;
    return item ? deliveryNote(item) : 'nothing';
  };
  await service.connect();
  await service.sendText('Hello');
  assert.equal(note(), 'waiting for the network');
  agent.is('listening');
  await settle();
  agent.fails('turn_timeout');
  assert.equal(note(), 'BakeBot took too long. Try again. Tap to try again.');
  agent.answers('Hello!');
  assert.equal(note(), '');
  await service.disconnect();
});
