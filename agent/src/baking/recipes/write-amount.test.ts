import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { countAdvice } from './count-advice.ts';
import { writeAmount } from './write-amount.ts';

it.each([
  [0.5, '1/2'],
  [1.5, '1 1/2'],
  [0.333, '1/3'],
  [2.667, '2 2/3'],
  [1, '1'],
  [1.99, '2'],
  [0.3, '0.3'],
  [2.2, '2.2'],
  [240, '240'],
  [246.9, '247'],
  [0.0002, '0.0002'],
])('writeAmount writes %d as %s', (amount, written) => {
  expect(writeAmount(amount)).toBe(written);
});

it('writeAmount stays within 5 % of the amount', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 5000, noNaN: true }), (amount) => {
      const [first = '', second] = writeAmount(amount).split(' ');
      const [top = 0, bottom = 1] = (second ?? first).split('/').map(Number);
      const value = (second === undefined ? 0 : Number(first)) + top / bottom;
      expect(Math.abs(value / amount - 1)).toBeLessThan(0.05);
    }),
  );
});

it.each([
  [1.5, 'eggs', 'Beat 2 eggs, and use 75 g.'],
  [0.5, 'large egg', 'Beat 1 egg, and use 25 g.'],
  [2.5, 'egg whites', 'Beat 3 egg whites, and use 83 g.'],
  [1.5, 'egg yolks', 'Beat 2 egg yolks, and use 26 g.'],
  [2, 'eggs', undefined],
  [1.98, 'eggs', undefined],
  [1.5, 'onions', undefined],
  [0.25, 'lemon', undefined],
  [1.33, 'vanilla bean', 'Use 1.'],
  [0.2, 'bay leaf', 'Use 1.'],
])('countAdvice for %d %s is %s', (amount, name, advice) => {
  expect(countAdvice(amount, name)).toBe(advice);
});
