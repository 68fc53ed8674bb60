import type { Pcm } from './pcm.ts';

/** Zero crossings on each side of the interpolation kernel: enough for speech, and quick. */
const ZERO_CROSSINGS = 12;

/**
 * The same sound at another sample rate, by windowed-sinc interpolation
 * (J. O. Smith, "Digital Audio Resampling": https://ccrma.stanford.edu/~jos/resample/).
 */
export function resample({ samples, sampleRate }: Pcm, targetRate: number): Pcm {
  if (sampleRate === targetRate) return { samples, sampleRate };
  // Going down, the kernel widens, so that what the lower rate cannot hold is filtered out first.
  const cutoff = Math.min(1, targetRate / sampleRate);
  const reach = Math.ceil(ZERO_CROSSINGS / cutoff);
  const step = sampleRate / targetRate;
  const kernels = new KernelTable(step, cutoff, reach);
  const resampled = new Int16Array(Math.floor(samples.length / step));
  for (let i = 0; i < resampled.length; i++) {
    const position = i * step;
    const kernel = kernels.at(i, position);
    const first = Math.floor(position) - reach + 1;
    let sum = 0;
    for (let k = 0; k < kernel.length; k++) sum += (samples[first + k] ?? 0) * (kernel[k] ?? 0);
    resampled[i] = Math.max(-0x8000, Math.min(0x7fff, Math.round(sum)));
  }
  return { samples: resampled, sampleRate: targetRate };
}

/** Kernels by fractional position; rates with a common divisor repeat the same few. */
class KernelTable {
  readonly #kernels = new Map<number, Float64Array>();
  readonly #cutoff: number;
  readonly #reach: number;
  readonly #period: number;

  constructor(step: number, cutoff: number, reach: number) {
    this.#cutoff = cutoff;
    this.#reach = reach;
    this.#period = periodOf(step);
  }

  at(index: number, position: number): Float64Array {
    const phase = index % this.#period;
    let kernel = this.#kernels.get(phase);
    if (!kernel) {
      kernel = this.#build(position - Math.floor(position));
      this.#kernels.set(phase, kernel);
    }
    return kernel;
  }

  #build(fraction: number): Float64Array {
    const kernel = new Float64Array(this.#reach * 2);
    for (let k = 0; k < kernel.length; k++) {
      const distance = k - this.#reach + 1 - fraction;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / this.#reach);
      kernel[k] = this.#cutoff * sinc(distance * this.#cutoff) * window;
    }
    return kernel;
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** After how many output samples the fractional positions repeat. */
function periodOf(step: number): number {
  for (let period = 1; period <= 1024; period++) {
    const end = period * step;
    if (Math.abs(end - Math.round(end)) < 1e-9) return period;
  }
  return Number.MAX_SAFE_INTEGER;
}
