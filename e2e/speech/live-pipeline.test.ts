import { randomUUID } from 'node:crypto';
import { EmulatorControl } from '@bakebot/gemini-emulator';
import { IMAGE_TOPIC, RpcMethod } from '@bakebot/protocol';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { Microphone } from '../support/microphone.ts';
import { TestParticipant } from '../support/test-participant.ts';

/** Understood best of all on a machine so busy that the sound breaks up. */
const SPOKEN = 'Please set a kitchen timer for twelve minutes.';

let participant: TestParticipant;

beforeEach(async () => {
  participant = await TestParticipant.join(inject('stack'), { preferences: { pipeline: 'live' } });
});
afterEach(() => participant.leave());

/** The first turn that was spoken, from the moment at which the agent knows of it. */
async function spokenTurn(): Promise<string> {
  const message = await participant.hears(({ type }) => type === 'turn');
  return message.type === 'turn' ? message.turnId : '';
}

describe('on Gemini Live', () => {
  it('what is said into the open microphone is answered', async () => {
    const microphone = await Microphone.open(participant.room);
    await microphone.say(SPOKEN);
    expect(await participant.ending(await spokenTurn())).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/12 minutes/),
    });
  });

  it('what is said to a model that is deaf is answered all the same', async () => {
    const control = new EmulatorControl(inject('stack').emulator_control ?? '');
    const microphone = await Microphone.open(participant.room);
    await control.addFault({
      // Recognisers are on Live connections too, and in other tests somebody sets a timer by one.
      match: { kind: 'live', model: 'native-audio', text: 'timer' },
      fault: { type: 'close', code: 1006 },
    });
    await microphone.say(SPOKEN);
    expect(await participant.ending(await spokenTurn())).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/12 minutes/),
    });
  });

  it('what is said while the button is held is answered', async () => {
    const microphone = await Microphone.open(participant.room);
    const turnId = randomUUID();
    await participant.call(RpcMethod.startTalk, { turnId });
    await microphone.say(SPOKEN);
    await participant.call(RpcMethod.endTalk, { turnId });
    expect(await participant.ending(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/12 minutes/),
    });
  });

  it('a photo is seen, and spoken of', async () => {
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
    expect(await participant.ending(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/400.*300/),
    });
  });
});
