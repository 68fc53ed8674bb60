import { Room } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TestParticipant } from './support/test-participant.ts';

describe.each(['cascade', 'live'])('the agent keeps to itself on %s', (pipeline) => {
  let participant: TestParticipant;
  const overheard: string[] = [];

  beforeAll(async () => {
    const room = new Room();
    room.registerByteStreamHandler('lk.agent.session', (reader) => {
      overheard.push(reader.info.topic);
    });
    participant = await TestParticipant.join(
      inject('stack'),
      { preferences: { pipeline } },
      { room },
    );
  });
  afterAll(() => participant.leave());

  it('what it was told, and what its tools were called with', async () => {
    expect(await participant.answerTo('How many grams are in one cup of flour?')).toMatch(/120/);
    expect(overheard).toEqual([]);
  });

  it('answers no question about itself at the inspection door', async () => {
    const writer = await participant.room.localParticipant?.streamBytes({
      topic: 'lk.agent.session',
      destinationIdentities: [participant.agent()],
    });
    await writer?.write(new Uint8Array([0x1a, 0x00]));
    await writer?.close();
    expect(await participant.answerTo('Convert two cups of sugar to grams')).toMatch(/396/);
    expect(overheard).toEqual([]);
  });
});
