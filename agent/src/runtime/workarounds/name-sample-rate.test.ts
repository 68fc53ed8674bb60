import { AudioFrame } from '@livekit/rtc-node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { nameSampleRate } from './name-sample-rate.ts';
import { intercept, type RealtimeSession } from './realtime-session.ts';
import { LiveEmulator } from './testing/live-emulator.ts';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterEach(() => live.clear());
afterAll(() => live.close());

/** The first event with sound that the plugin sends. */
async function soundEvent(prepare: (session: RealtimeSession) => void): Promise<unknown> {
  const sent = Promise.withResolvers<unknown>();
  const session = await live.session((made) => {
    intercept(made, 'sendClientEvent', (proceed, event) => {
      if (JSON.stringify(event).includes('audio/pcm')) sent.resolve(event);
      return proceed();
    });
    prepare(made);
  });
  session.pushAudio(new AudioFrame(new Int16Array(16_000), 16_000, 1, 16_000));
  return sent.promise;
}

const event = (mimeType: string) => ({ value: { audio: { mimeType } } });

it('plugin-google names no sample rate (once it does, remove name-sample-rate.ts)', async () => {
  expect(await soundEvent(() => {})).toMatchObject(event('audio/pcm'));
});

it('names the sample rate of the sound for Gemini Live', async () => {
  expect(await soundEvent(nameSampleRate)).toMatchObject(event('audio/pcm;rate=16000'));
});
