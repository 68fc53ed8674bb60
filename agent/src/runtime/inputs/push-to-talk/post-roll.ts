import type { AudioFrame } from '@livekit/rtc-node';
import { withTimeout } from '../../async/with-timeout.ts';
import { durationMs } from '../../audio/frame-duration.ts';

/** What is on its way through the network and the jitter buffer when the message of the release arrives, in ms. */
const LEAST_MS = 60;

/** Nobody's last word comes later than this after the release, in ms. */
const MOST_MS = 200;

/** Silence that is no pause inside a word, in ms: closed lips before a "p" make up to 100. */
const PAUSE_MS = 120;

/** Quieter than this is silence: the root of the mean square, of 32768 (-41 dBFS). */
const SILENCE = 300;

/**
 * Listening on after the button was released: the message of the release overtakes the last words. Short for somebody
 * who has finished speaking, longer for who lets go in the middle of a word.
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

  /** The button was released. Resolves when the last words have been heard. */
  async over(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, LEAST_MS));
    await withTimeout(MOST_MS - LEAST_MS, this.#quiet.promise);
  }
}

function rootMeanSquare(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
