import { expect, it } from 'vitest';
import { inUnits } from './card-units.ts';
import { roundAmount } from './write-amount.ts';

it.each([
  [{ amount: 2, unit: 'cup', name: 'flour' }, 'metric', { amount: 240, unit: 'g' }],
  [{ amount: 1, unit: 'cup', name: 'milk' }, 'metric', { amount: 237, unit: 'ml' }],
  [{ amount: 1, unit: 'tsp', name: 'salt' }, 'metric', { amount: 1, unit: 'tsp' }],
  [{ amount: 8, unit: 'oz', name: 'unicorn' }, 'metric', { amount: 227, unit: 'g' }],
  [{ amount: 3, unit: 'lb', name: 'apples' }, 'metric', { amount: 1.36, unit: 'kg' }],
  [{ amount: 240, unit: 'g', name: 'flour' }, 'us_cups', { amount: 2, unit: 'cup' }],
  [{ amount: 500, unit: 'ml', name: 'milk' }, 'us_cups', { amount: 2.11, unit: 'cup' }],
  [{ amount: 15, unit: 'ml', name: 'vanilla' }, 'us_cups', { amount: 1.01, unit: 'tbsp' }],
  [{ amount: 100, unit: 'g', name: 'unicorn' }, 'us_cups', { amount: 3.53, unit: 'oz' }],
  [{ amount: 2, unit: '', name: 'eggs' }, 'metric', { amount: 2, unit: '' }],
] as const)('inUnits shows %j in %s as %j', (ingredient, units, expected) => {
  expect(inUnits(ingredient, units).unit).toBe(expected.unit);
  expect(roundAmount(inUnits(ingredient, units).amount)).toBe(expected.amount);
});

it('inUnits takes the cups of the recipe’s country', () => {
  const milk = { amount: 1, unit: 'cup', name: 'milk' };
  expect(inUnits(milk, 'metric', 'au')).toMatchObject({ amount: 250, unit: 'ml' });
});
