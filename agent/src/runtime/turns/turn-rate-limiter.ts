/** Turns accepted at once. */
const BURST = 10;

/** Turns accepted per minute in the long run: more than a conversation has. */
const PER_MINUTE = 30;

/** Token bucket for one user's turns, because each turn costs a model call. */
export class TurnRateLimiter {
  #tokens = BURST;
  #at = Number.NEGATIVE_INFINITY;

  /** Whether a turn is accepted now. @param now ms, on any monotonic clock */
  take(now: number): boolean {
    const earned = ((now - this.#at) / 60_000) * PER_MINUTE;
    this.#tokens = Math.min(BURST, this.#tokens + earned);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
