import { describe, expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

const LIMIT = { burst: 10, perMinute: 30 };

describe('RateLimiter', () => {
  it('accepts a burst, then one every two seconds at thirty a minute', () => {
    const rateLimiter = new RateLimiter(LIMIT);
    const burst = Array.from({ length: 11 }, () => rateLimiter.take(0));
    expect(burst.filter(Boolean)).toHaveLength(10);
    expect(rateLimiter.take(1999)).toBe(false);
    expect(rateLimiter.take(2000)).toBe(true);
    expect(rateLimiter.take(2001)).toBe(false);
  });

  it('refills to no more than a burst', () => {
    const rateLimiter = new RateLimiter(LIMIT);
    rateLimiter.take(0);
    const burst = Array.from({ length: 20 }, () => rateLimiter.take(3_600_000));
    expect(burst.filter(Boolean)).toHaveLength(10);
  });
});
