import { describe, expect, it } from 'vitest';
import { percentile } from './table.ts';

describe('percentile', () => {
  it.each([
    [50, 5],
    [95, 9],
    [100, 9],
    [0, 1],
  ])('the %ith percentile of 9, 1 and 5 is %i', (percent, value) => {
    expect(percentile([9, 1, 5], percent)).toBe(value);
  });

  it('is NaN without values', () => {
    expect(percentile([], 50)).toBeNaN();
  });
});
