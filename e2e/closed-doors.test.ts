import { Room } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Cook } from './cook.ts';

describe.each(['cascade', 'live'])('the agent keeps to itself on %s', (pipeline) => {
  let cook: Cook;
  const overheard: string[] = [];

  beforeAll(async () => {
    const room = new Room();
    room.registerByteStreamHandler('lk.agent.session', (reader) => {
      overheard.push(reader.info.topic);
    });
    cook = await Cook.join(inject('stack'), { preferences: { pipeline } }, { room });
  });
  afterAll(() => cook.leave());

  it('what it was told, and what its tools were called with', async () => {
    expect(await cook.answerTo('How many grams are in one cup of flour?')).toMatch(/120/);
    expect(overheard).toEqual([]);
  });

  it('answers no question about itself at the inspection door', async () => {
    const writer = await cook.room.localParticipant?.streamBytes({
      topic: 'lk.agent.session',
      destinationIdentities: [cook.agent()],
    });
    await writer?.write(new Uint8Array([0x1a, 0x00]));
    await writer?.close();
    expect(await cook.answerTo('Convert two cups of sugar to grams')).toMatch(/396/);
    expect(overheard).toEqual([]);
  });
});
