import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bakersPercentages, type DoughIngredient, doughOf } from './bakers-percentages.ts';
import { waterTemperature } from './water-temperature.ts';

const SOURDOUGH: readonly DoughIngredient[] = [
  { name: 'bread flour', grams: 450, kind: 'flour' },
  { name: 'water', grams: 300, kind: 'water' },
  { name: 'starter', grams: 100, kind: 'starter' },
  { name: 'salt', grams: 10, kind: 'other' },
];

describe('bakersPercentages', () => {
  it('counts the flour and the water of the starter', () => {
    expect(bakersPercentages(SOURDOUGH)).toMatchObject({
      flourG: 500,
      waterG: 350,
      doughG: 860,
      hydration: 70,
      percentages: [
        { name: 'bread flour', percent: 90 },
        { name: 'water', percent: 60 },
        { name: 'starter', percent: 20 },
        { name: 'salt', percent: 2 },
      ],
    });
  });

  it.each([
    [50, 100 / 1.5],
    [125, 100 / 2.25],
    [0, 100],
  ])('divides a starter with %d %% water into %d g of flour and the rest', (hydration, flour) => {
    expect(bakersPercentages(SOURDOUGH, hydration)?.flourG).toBeCloseTo(450 + flour, 6);
  });

  it('knows no percentages without flour', () => {
    expect(bakersPercentages([{ name: 'water', grams: 100, kind: 'water' }])).toBeUndefined();
  });
});

it('doughOf keeps the percentages at every weight', () => {
  const percentages = bakersPercentages(SOURDOUGH)?.percentages ?? [];
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), (grams) => {
      const dough = bakersPercentages(doughOf(SOURDOUGH, grams));
      expect(dough?.doughG).toBeCloseTo(grams, 3);
      dough?.percentages.forEach(({ percent }, at) =>
        expect(percent).toBeCloseTo(percentages[at]?.percent ?? 0, 6),
      );
    }),
  );
});

describe('waterTemperature', () => {
  it.each([
    // 76 °F × 3 − 70 − 72 − 24, and with a starter × 4.
    [{ desired: 76, flour: 70, room: 72, unit: 'fahrenheit', kneading: 'mixer' }, 62],
    [{ desired: 76, flour: 70, room: 72, starter: 72, unit: 'fahrenheit', kneading: 'mixer' }, 66],
    [{ desired: 76, flour: 70, room: 72, unit: 'fahrenheit', kneading: 'by_hand' }, 74],
    [{ desired: 25, flour: 20, room: 22, unit: 'celsius', kneading: 'mixer' }, 75 - 42 - 40 / 3],
  ] as const)('for %j is %d', (temperatures, water) => {
    expect(waterTemperature(temperatures)).toBeCloseTo(water, 6);
  });
});
