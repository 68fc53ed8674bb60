import { inference } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import sharp from 'sharp';

/** Hz. */
const SAMPLE_RATE = 16_000;

/**
 * Makes a process ready while it waits for its user: loads the speech detector and the picture library, which would hold up
 * the first word by 60 ms and the first photo by 90.
 */
export async function prewarm(): Promise<void> {
  await Promise.all([hearSomething(), seeSomething()]);
}

async function hearSomething(): Promise<void> {
  const stream = new inference.VAD({ model: 'silero' }).stream();
  const silence = new Int16Array(SAMPLE_RATE);
  stream.pushFrame(new AudioFrame(silence, SAMPLE_RATE, 1, silence.length));
  await stream.next();
  stream.close();
}

async function seeSomething(): Promise<void> {
  const create = { width: 8, height: 8, channels: 3, background: 'white' } as const;
  await sharp({ create }).jpeg().toBuffer();
}
