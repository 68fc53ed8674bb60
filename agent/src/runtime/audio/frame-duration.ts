import type { AudioFrame } from '@livekit/rtc-node';

/** How long a frame sounds, in ms. */
export function durationMs({ samplesPerChannel, sampleRate }: AudioFrame): number {
  return (samplesPerChannel / sampleRate) * 1000;
}
