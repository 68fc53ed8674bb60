import { expect, it } from 'vitest';
import { findSubstitutions, SUBSTITUTABLE } from './substitutions.ts';

function inWords(ingredient: string, wanted?: { amount: number; unit: string }): string[] {
  return findSubstitutions(ingredient, wanted).map(({ use }) =>
    use.map(({ amount, unit, name }) => `${amount} ${unit} ${name}`.replace('  ', ' ')).join(' + '),
  );
}

it.each([
  ['buttermilk', ['1 tbsp lemon juice or vinegar + 0.9375 cup milk', '1 cup plain yogurt']],
  ['Baking powder', ['0.25 tsp baking soda + 0.625 tsp cream of tartar']],
  [
    'eggs',
    [
      '1 tbsp ground flaxseed + 3 tbsp water',
      '3 tbsp applesauce + 1 tsp baking powder',
      '2 egg yolks',
    ],
  ],
  ['cornflour', ['2 tbsp all-purpose flour']],
  ['mascarpone', ['8 oz cream cheese']],
])('finds substitutes for %s: %j', (ingredient, expected) => {
  expect(inWords(ingredient)).toEqual(expected);
});

it.each([
  ['buttermilk', { amount: 240, unit: 'ml' }, '1.01 tbsp lemon juice or vinegar + 0.95 cup milk'],
  ['buttermilk', { amount: 2, unit: 'cups' }, '2 tbsp lemon juice or vinegar + 1.88 cup milk'],
  ['eggs', { amount: 3, unit: '' }, '3 tbsp ground flaxseed + 9 tbsp water'],
  ['mascarpone', { amount: 250, unit: 'g' }, '8.82 oz cream cheese'],
])('scales the substitutes for %s to %j: %s', (ingredient, wanted, expected) => {
  expect(inWords(ingredient, wanted)[0]).toBe(expected);
});

it('keeps the table’s amounts when the units are of different kinds', () => {
  expect(inWords('eggs', { amount: 100, unit: 'g' })[0]).toMatch(/^1 tbsp/);
});

it('finds nothing for an unknown ingredient', () => {
  expect(findSubstitutions('unicorn')).toEqual([]);
});

it('returns a source with each substitute', () => {
  for (const ingredient of SUBSTITUTABLE) {
    for (const { source, use } of findSubstitutions(ingredient)) {
      expect(source).toMatch(/https?:/);
      expect(use.every(({ amount, name }) => amount > 0 && name !== '')).toBe(true);
    }
  }
});
