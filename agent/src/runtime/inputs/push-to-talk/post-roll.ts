import type { AudioFrame } from '@livekit/rtc-node';
import { withTimeout } from '../../async/with-timeout.ts';
import { durationMs } from '../../audio/frame-duration.ts';

/** Audio in the network and the jitter buffer when the release message arrives, in ms. */
const LEAST_MS = 60;

/** Longest post-roll, in ms. */
const MOST_MS = 200;

/** Silence that ends a word, in ms: closed lips before a "p" make up to 100. */
const PAUSE_MS = 120;

/** Silence threshold: root mean square, of 32768 (-41 dBFS). */
const SILENCE = 300;

/**
 * Audio after the release of the button, because the release message overtakes the last words: short when the user has
 * finished, longer when the button is released in the middle of a word.
 */
export class PostRoll {
  #quietMs = 0;
  #quiet = Promise.withResolvers<void>();

  hear(frame: AudioFrame): void {
    if (rootMeanSquare(frame.data) < SILENCE) {
      this.#quietMs += durationMs(frame);
      if (this.#quietMs >= PAUSE_MS) this.#quiet.resolve();
    } else {
      if (this.#quietMs >= PAUSE_MS) this.#quiet = Promise.withResolvers();
      this.#quietMs = 0;
    }
  }

  /** Called at the release. Resolves when the last word has ended. */
  async over(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, LEAST_MS));
    await withTimeout(MOST_MS - LEAST_MS, this.#quiet.promise);
  }
}

function rootMeanSquare(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
