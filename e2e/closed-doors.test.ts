import { Room } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { answerTo, join } from './participant.ts';

let room: Room;
const overheard: string[] = [];

beforeAll(async () => {
  room = new Room();
  room.registerByteStreamHandler('lk.agent.session', (reader) => {
    overheard.push(reader.info.topic);
  });
  await join(room, inject('stack'));
});
afterAll(() => room.disconnect());

describe('the agent keeps to itself', () => {
  it('what it was told, and what its tools were called with', async () => {
    expect(await answerTo(room, 'How many grams are in one cup of flour?')).toMatch(/120/);
    expect(overheard).toEqual([]);
  });

  it('answers no question about itself at the inspection door', async () => {
    const [agent] = room.remoteParticipants.values();
    const writer = await room.localParticipant?.streamBytes({
      topic: 'lk.agent.session',
      destinationIdentities: [agent?.identity ?? ''],
    });
    await writer?.write(new Uint8Array([0x1a, 0x00]));
    await writer?.close();
    expect(await answerTo(room, 'Convert two cups of sugar to grams')).toMatch(/396/);
    expect(overheard).toEqual([]);
  });
});
