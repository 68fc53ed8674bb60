import { describe, expect, it } from 'vitest';
import { toRateLimitKey } from './rate-limit-key.ts';

describe('a network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::6', '2001:db8:1:2'],
    ['2001:DB8::6', '2001:db8:0:0'],
    ['2001:db8::4:5:6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
  ])('of %s is %s', (address, network) => {
    expect(toRateLimitKey(address)).toBe(network);
  });

  it('of an unknown address is one for all of them', () => {
    expect(toRateLimitKey(undefined)).toBe('unknown');
  });
});
