import * as fc from 'fast-check';
import { expect, it } from 'vitest';
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
