import { randomUUID } from 'node:crypto';
import { EmulatorControl } from '@bakebot/gemini-emulator';
import { IMAGE_TOPIC, RpcMethod } from '@bakebot/protocol';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { Microphone, TestParticipant } from '@bakebot/local-stack/participant';

/** The sentence that is recognized best when a busy machine drops audio. */
const SPOKEN = 'Please set a kitchen timer for twelve minutes.';

let participant: TestParticipant;

beforeEach(async () => {
  participant = await TestParticipant.join(inject('stack'), {
    profile: { preferences: { pipeline: 'live' } },
  });
});
afterEach(() => participant.leave());

/** Resolves with the id of the first turn when the agent reports it. */
async function spokenTurn(): Promise<string> {
  const message = await participant.message(({ type }) => type === 'turn');
  return message.type === 'turn' ? message.turnId : '';
}

describe('the Live pipeline', () => {
  it('answers speech into the open microphone on Live', async () => {
    const microphone = await Microphone.open(participant.room);
    await microphone.say(SPOKEN);
    expect(await participant.turnEnd(await spokenTurn())).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/12 minutes/),
    });
  });

  it('answers speech on Live although the connection closes abnormally', async () => {
    const control = new EmulatorControl(inject('stack').emulator_control ?? '');
    const microphone = await Microphone.open(participant.room);
    await control.addFault({
      // By model: speech recognition of concurrent tests uses Live connections, too.
      match: { kind: 'live', model: '3.8-live', text: 'timer' },
      fault: { type: 'close', code: 1006 },
    });
    await microphone.say(SPOKEN);
    expect(await participant.turnEnd(await spokenTurn())).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/12 minutes/),
    });
  });

  it('answers push-to-talk on Live', async () => {
    const microphone = await Microphone.open(participant.room);
    const turnId = randomUUID();
    await participant.call(RpcMethod.startTalk, { turnId });
    await microphone.say(SPOKEN);
    await participant.call(RpcMethod.endTalk, { turnId });
    expect(await participant.turnEnd(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/12 minutes/),
    });
  });

  it('answers a photo on Live', async () => {
    const turnId = randomUUID();
    const photo = await sharp({
      create: { width: 400, height: 300, channels: 3, background: '#c02020' },
    })
      .jpeg()
      .toBuffer();
    const writer = await participant.room.localParticipant?.streamBytes({
      topic: IMAGE_TOPIC,
      mimeType: 'image/jpeg',
      attributes: { turn_id: turnId, caption: 'What is this?' },
      name: 'photo.jpg',
      totalSize: photo.byteLength,
    });
    await writer?.write(photo);
    await writer?.close();
    expect(await participant.turnEnd(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/400.*300/),
    });
  });
});
