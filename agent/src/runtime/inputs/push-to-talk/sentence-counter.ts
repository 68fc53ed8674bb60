import type { AudioFrame } from '@livekit/rtc-node';
import { durationMs } from '../../audio/frame-duration.ts';
import { LoudnessGate } from '../../audio/loudness-gate.ts';

/** Silence between two sentences, in ms. */
const PAUSE_MS = 300;

/** Shortest sentence, in ms: a knock on the counter is shorter. */
const MIN_SENTENCE_MS = 120;

/** Counts the parts of speech between pauses, each of which an STT may transcribe by itself. */
export class SentenceCounter {
  readonly #gate = new LoudnessGate();
  #count = 0;
  #loudMs = 0;
  #quietMs = 0;

  get count(): number {
    return this.#count;
  }

  /** @returns whether the frame has sound */
  push(frame: AudioFrame): boolean {
    const ms = durationMs(frame);
    if (!this.#gate.isLoud(frame.data)) {
      this.#quietMs += ms;
      if (this.#quietMs >= PAUSE_MS) this.#loudMs = 0;
      return false;
    }
    this.#quietMs = 0;
    const wasShorter = this.#loudMs < MIN_SENTENCE_MS;
    this.#loudMs += ms;
    if (wasShorter && this.#loudMs >= MIN_SENTENCE_MS) this.#count++;
    return true;
  }
}
