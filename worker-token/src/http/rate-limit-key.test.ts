import { describe, expect, it } from 'vitest';
import { toRateLimitKey } from './rate-limit-key.ts';

describe('toRateLimitKey', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::6', '2001:db8:1:2'],
    ['2001:DB8::6', '2001:db8:0:0'],
    ['2001:db8::4:5:6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
  ])('maps %s to %s', (address, key) => {
    expect(toRateLimitKey(address)).toBe(key);
  });

  it('maps all unknown addresses to one key', () => {
    expect(toRateLimitKey(undefined)).toBe('unknown');
  });
});
