import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestService, settle } from '@bakebot/client/testing';
import { deliveryNote } from './delivery-note.ts';

test('deliveryNote follows a turn from queued through failed to answered', async () => {
  const { service, agent } = createTestService();
  const note = (): string => {
    const [item] = service.getSnapshot().conversation;
    return item ? deliveryNote(item) : 'nothing';
  };
  await service.connect();
  await service.sendText('Hello');
  assert.equal(note(), 'waiting to send');
  agent.is('listening');
  await settle();
  agent.fails('turn_timeout');
  assert.equal(note(), 'BakeBot took too long to answer. Tap to try again.');
  agent.answers('Hello!');
  assert.equal(note(), '');
  await service.disconnect();
});
