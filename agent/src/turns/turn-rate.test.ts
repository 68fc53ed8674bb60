import { describe, expect, it } from 'vitest';
import { TurnRate } from './turn-rate.ts';

describe('the rate of turns', () => {
  it('allows a burst, then one every two seconds', () => {
    const rate = new TurnRate();
    const burst = Array.from({ length: 11 }, () => rate.take(0));
    expect(burst.filter(Boolean)).toHaveLength(10);
    expect(rate.take(1999)).toBe(false);
    expect(rate.take(2000)).toBe(true);
    expect(rate.take(2001)).toBe(false);
  });

  it('does not save up more than a burst', () => {
    const rate = new TurnRate();
    rate.take(0);
    const burst = Array.from({ length: 20 }, () => rate.take(3_600_000));
    expect(burst.filter(Boolean)).toHaveLength(10);
  });
});
