import { inference } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import sharp from 'sharp';

/** Hz. */
const SAMPLE_RATE = 16_000;

/**
 * Loads the VAD model and libvips while the process waits for a job. Otherwise the first word would take 60 ms longer, and
 * the first photo 90.
 */
export async function prewarm(): Promise<void> {
  await Promise.all([loadVad(), loadSharp()]);
}

async function loadVad(): Promise<void> {
  const stream = new inference.VAD({ model: 'silero' }).stream();
  const silence = new Int16Array(SAMPLE_RATE);
  stream.pushFrame(new AudioFrame(silence, SAMPLE_RATE, 1, silence.length));
  await stream.next();
  stream.close();
}

async function loadSharp(): Promise<void> {
  const create = { width: 8, height: 8, channels: 3, background: 'white' } as const;
  await sharp({ create }).jpeg().toBuffer();
}
