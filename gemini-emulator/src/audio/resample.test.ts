import { describe, expect, it } from 'vitest';
import { durationMs, loudness, type Pcm } from './pcm.ts';
import { resample } from './resample.ts';

function tone(hertz: number, sampleRate: number): Pcm {
  const samples = Int16Array.from(
    { length: sampleRate },
    (_, i) => Math.sin((2 * Math.PI * hertz * i) / sampleRate) * 10_000,
  );
  return { samples, sampleRate };
}

/** Upward zero crossings in the middle half second, where no edge disturbs. */
function pitch({ samples, sampleRate }: Pcm): number {
  const middle = samples.subarray(sampleRate / 4, (sampleRate * 3) / 4);
  let crossings = 0;
  for (let i = 1; i < middle.length; i++) {
    if ((middle[i - 1] ?? 0) < 0 && (middle[i] ?? 0) >= 0) crossings++;
  }
  return crossings * 2;
}

describe('resampling', () => {
  it.each([
    [22_050, 24_000],
    [24_000, 16_000],
    [48_000, 16_000],
    [16_000, 48_000],
  ])('keeps pitch, length and loudness from %i to %i Hz', (from, to) => {
    const original = tone(440, from);
    const resampled = resample(original, to);
    expect(durationMs(resampled)).toBeCloseTo(1000, 0);
    expect(Math.abs(pitch(resampled) - 440)).toBeLessThanOrEqual(2);
    expect(loudness(resampled.samples)).toBeCloseTo(loudness(original.samples), 2);
  });

  it('removes what the lower rate cannot hold, instead of folding it back', () => {
    const resampled = resample(tone(11_000, 48_000), 16_000);
    expect(loudness(resampled.samples)).toBeLessThan(0.01);
  });

  it('leaves sound alone that has the rate already', () => {
    const original = tone(440, 16_000);
    expect(resample(original, 16_000)).toEqual(original);
  });
});
