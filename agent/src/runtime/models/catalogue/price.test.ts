import { describe, expect, it } from 'vitest';
import { findModel } from './catalogue.ts';
import { type ListPrice, priceOn } from './price.ts';

const PRICES: readonly ListPrice[] = [
  { textIn: 1, source: 'litellm' },
  { from: '2027-01-01', textIn: 2, source: 'litellm' },
];

describe('priceOn', () => {
  it.each([
    ['2020-01-01', 1],
    ['2026-12-31', 1],
    ['2027-01-01', 2],
    ['2030-06-01', 2],
  ] as const)('finds the price that holds on %s', (day, textIn) => {
    expect(priceOn(PRICES, day)).toEqual({ textIn });
  });

  it('finds no price when none is known', () => {
    expect(priceOn([], '2026-11-28')).toBeUndefined();
  });

  it.each(['gemini-3.6-flash', 'gemini-3.8-flash', 'gemini-3.8-flash-lite-tts'])(
    'doubles each price of %s on 2027-01-01',
    (name) => {
      const prices = findModel('gemini', name)?.prices ?? [];
      const before = Object.entries(priceOn(prices, '2026-12-31') ?? {});
      const doubled = Object.fromEntries(before.map(([unit, price = 0]) => [unit, price * 2]));
      expect(before.length).toBeGreaterThan(0);
      expect(priceOn(prices, '2027-01-01')).toEqual(doubled);
    },
  );
});
