import type { AudioFrame } from '@livekit/rtc-node';

/** Duration of a frame, in ms. */
export function durationMs({ samplesPerChannel, sampleRate }: AudioFrame): number {
  return (samplesPerChannel / sampleRate) * 1000;
}
