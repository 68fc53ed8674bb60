import { Room } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TestParticipant } from '@bakebot/local-stack/participant';

describe.each(['cascade', 'live'])('the session host of the agent on %s', (pipeline) => {
  let participant: TestParticipant;
  const received: string[] = [];

  beforeAll(async () => {
    const room = new Room();
    room.registerByteStreamHandler('lk.agent.session', (reader) => {
      received.push(reader.info.topic);
    });
    participant = await TestParticipant.join(inject('stack'), {
      profile: { preferences: { pipeline } },
      room,
    });
  });
  afterAll(() => participant.leave());

  it('keeps the system prompt and tool arguments off lk.agent.session', async () => {
    expect(await participant.ask('How many grams are in one cup of flour?')).toMatch(/120/);
    expect(received).toEqual([]);
  });

  it('does not answer requests on lk.agent.session', async () => {
    const writer = await participant.room.localParticipant?.streamBytes({
      topic: 'lk.agent.session',
      destinationIdentities: [participant.agentIdentity()],
    });
    await writer?.write(new Uint8Array([0x1a, 0x00]));
    await writer?.close();
    expect(await participant.ask('Convert two cups of sugar to grams')).toMatch(/396/);
    expect(received).toEqual([]);
  });
});
