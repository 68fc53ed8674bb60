import { expect, it } from 'vitest';
import { formatAmount } from './format-amount.ts';

it.each([
  [200, 'g', '200 g'],
  [1.5, 'g', '1.5 g'],
  [0.5, 'cup', '½ cup'],
  [1.333, 'cups', '1 ⅓ cups'],
  [2, '', '2'],
  [0.75, 'tsp', '¾ tsp'],
  [2.999, 'tbsp', '3 tbsp'],
  [1.42, 'cups', '1.4 cups'],
  [undefined, '', ''],
])('formats %s %s as %s', (amount, unit, expected) => {
  expect(formatAmount(amount, unit)).toBe(expected);
});
