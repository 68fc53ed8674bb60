import type { AudioFrame } from '@livekit/rtc-node';
import { withTimeout } from '../../async/with-timeout.ts';
import { durationMs } from '../../audio/frame-duration.ts';
import { LoudnessGate } from '../../audio/loudness-gate.ts';

/** Shortest post-roll, in ms: audio in the network and the jitter buffer when the release arrives. */
const MIN_MS = 60;

/** Longest post-roll, in ms. */
const MAX_MS = 200;

/** Silence that ends speech, in ms. Closed lips before a "p" take up to 100. */
const PAUSE_MS = 120;

/**
 * Audio after the release of the button: the release arrives before the last words, which travel as media. It is short when the
 * user has finished speaking, and longer when the release falls into a word.
 */
export class PostRoll {
  readonly #gate = new LoudnessGate();
  #quietMs = 0;
  #quiet = Promise.withResolvers<void>();

  push(frame: AudioFrame): void {
    if (!this.#gate.isLoud(frame.data)) {
      this.#quietMs += durationMs(frame);
      if (this.#quietMs >= PAUSE_MS) this.#quiet.resolve();
    } else {
      if (this.#quietMs >= PAUSE_MS) this.#quiet = Promise.withResolvers();
      this.#quietMs = 0;
    }
  }

  /** Call at the release. Resolves after the last words. */
  async end(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, MIN_MS));
    await withTimeout(MAX_MS - MIN_MS, this.#quiet.promise);
  }
}
