/** Resolution of the loudness curve, in ms. */
const STEP_MS = 20;

/**
 * Similarity of two recordings, 0 to 1: the correlation of their loudness curves at the best time shift. Codec and
 * resampling change every sample, but hardly the loudness curve.
 *
 * @param a WAV, 16 bits, mono
 * @param b WAV, 16 bits, mono
 */
export function audioSimilarity(a: Buffer, b: Buffer): number {
  const [long, short] = [loudness(a), loudness(b)].toSorted((x, y) => y.length - x.length);
  if (!long || !short || short.length < 10) return 0;
  const padded = [...short.map(() => 0), ...long, ...short.map(() => 0)];
  let best = 0;
  for (let shift = 0; shift + short.length <= padded.length; shift++) {
    best = Math.max(best, correlation(short, padded.slice(shift, shift + short.length)));
  }
  return best;
}

function loudness(wav: Buffer): number[] {
  const rate = wav.readUInt32LE(24);
  const start = wav.indexOf('data') + 8;
  const step = Math.round((rate * STEP_MS) / 1000);
  const levels: number[] = [];
  for (let at = start; at + step * 2 <= wav.length; at += step * 2) {
    let sum = 0;
    for (let i = 0; i < step; i++) sum += wav.readInt16LE(at + i * 2) ** 2;
    levels.push(Math.sqrt(sum / step));
  }
  return levels;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (const [i, value] of a.entries()) {
    const x = value - meanA;
    const y = (b[i] ?? 0) - meanB;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa && bb ? ab / Math.sqrt(aa * bb) : 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
