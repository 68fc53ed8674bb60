/** Pauses before a lost session is replaced, in ms. There is no pause after the last: the agent gives up. */
const PAUSES_MS = [0, 0, 250, 1000, 2000, 4000, 8000, 15_000, 30_000] as const;

/** Failures in a row after which the other pipeline takes over. */
const FAILURES_BEFORE_SWITCH = 2;

/** Failures that are further apart than this have nothing to do with each other, in ms. */
const IN_A_ROW_MS = 60_000;

export type RetryDecision = {
  /** How long to wait before the next try, in ms; undefined when it is time to give up. */
  readonly pauseMs: number | undefined;
  /** Whether the other pipeline is to be tried. */
  readonly isSwitchDue: boolean;
};

/** Counts failures in a row, and says what they call for. */
export class RetryPolicy {
  #count = 0;
  #at = Number.NEGATIVE_INFINITY;

  reset(): void {
    this.#count = 0;
  }

  /** @param now ms, on any clock that only goes forward */
  add(now: number): RetryDecision {
    if (now - this.#at > IN_A_ROW_MS) this.#count = 0;
    this.#at = now;
    this.#count++;
    return {
      pauseMs: PAUSES_MS[this.#count - 1],
      isSwitchDue: this.#count % FAILURES_BEFORE_SWITCH === 0,
    };
  }
}
