/** Root mean square below which sound is never speech, of 32768 (-41 dBFS). */
const SILENCE = 300;

/** Speech is this much louder than the background. */
const OVER_BACKGROUND = 2.5;

/** How fast the estimate of the background falls and rises, per frame: words hardly raise it. */
const FALL = 0.3;
const RISE = 0.002;

/** Tells sound from silence by its loudness over the background. */
export class LoudnessGate {
  #background = 0;

  /** Judges the next frame, of 10 to 50 ms. */
  isLoud(samples: Int16Array): boolean {
    const level = rootMeanSquare(samples);
    const isLoud = level >= Math.max(SILENCE, this.#background * OVER_BACKGROUND);
    this.#background += (level - this.#background) * (level < this.#background ? FALL : RISE);
    return isLoud;
  }
}

function rootMeanSquare(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
