/** Turns that may come at once: a burst of impatience. */
const BURST = 10;

/** Turns a minute that may go on for ever. Nobody cooks faster. */
const PER_MINUTE = 30;

/** Limits how often one user may ask: each turn costs a model call (a token bucket). */
export class TurnRateLimiter {
  #tokens = BURST;
  #at = Number.NEGATIVE_INFINITY;

  /** Whether a turn may come now. @param now ms, on any clock that only goes forward */
  take(now: number): boolean {
    const earned = ((now - this.#at) / 60_000) * PER_MINUTE;
    this.#tokens = Math.min(BURST, this.#tokens + earned);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
