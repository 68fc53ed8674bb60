/** Pauses before a lost session is replaced, in ms. After the last one the agent gives up. */
const PAUSES_MS = [0, 0, 250, 1000, 2000, 4000, 8000, 15_000, 30_000] as const;

/** Failures in a row after which the other pipeline takes over. */
const FAILURES_BEFORE_SWITCH = 2;

/** Longest time between two failures in a row, in ms. */
const IN_A_ROW_MS = 60_000;

/** Pause before models are tried again that have all rejected requests for good, in ms. A turn ends it. */
const REJECTED_PAUSE_MS = 15_000;

export type RetryDecision = {
  /** Pause before the next attempt, in ms; undefined to give up. */
  readonly pauseMs: number | undefined;
  /** Whether to use the other pipeline. */
  readonly isSwitchDue: boolean;
};

/** Decides after a pipeline rejected requests for good: the other one at once, or else a pause. */
export function afterRejection(isOtherLeft: boolean): RetryDecision {
  return { pauseMs: isOtherLeft ? 0 : REJECTED_PAUSE_MS, isSwitchDue: true };
}

/** Decides by the number of failures in a row: backoff, pipeline switch, giving up. */
export class RetryPolicy {
  #count = 0;
  #at = Number.NEGATIVE_INFINITY;

  reset(): void {
    this.#count = 0;
  }

  /** @param now ms, on any monotonic clock */
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
