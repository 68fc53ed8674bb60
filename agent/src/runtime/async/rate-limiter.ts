export type RateLimit = {
  /** Accepted at once. */
  readonly burst: number;
  /** Accepted in the long run. */
  readonly perMinute: number;
};

/** Token bucket. */
export class RateLimiter {
  readonly #limit: RateLimit;
  #tokens: number;
  #at = Number.NEGATIVE_INFINITY;

  constructor(limit: RateLimit) {
    this.#limit = limit;
    this.#tokens = limit.burst;
  }

  /** Whether one more is accepted now. @param now ms, on any monotonic clock */
  take(now: number): boolean {
    const { burst, perMinute } = this.#limit;
    const earned = ((now - this.#at) / 60_000) * perMinute;
    this.#tokens = Math.min(burst, this.#tokens + earned);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
