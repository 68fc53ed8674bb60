/** Turns that may arrive at once. */
const BURST = 10;

/** Turns a minute, sustained. */
const PER_MINUTE = 30;

/** Limits the turns of one user, because each costs a model call: a token bucket. */
export class TurnRateLimiter {
  #tokens = BURST;
  #at = Number.NEGATIVE_INFINITY;

  /** Whether a turn may be answered now. @param now ms, on a monotonic clock */
  take(now: number): boolean {
    const earned = ((now - this.#at) / 60_000) * PER_MINUTE;
    this.#tokens = Math.min(BURST, this.#tokens + earned);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
