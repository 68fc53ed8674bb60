import { describe, expect, it } from 'vitest';
import { parseIngredientLine } from './parse-ingredient-line.ts';

describe('parseIngredientLine', () => {
  it.each([
    ['1-1/2 cups sugar, sifted', 'en-US', { amount: 1.5, unit: 'cup', name: 'sugar, sifted' }],
    ['- 2 large eggs', 'en-US', { amount: 2, unit: '', name: 'large eggs' }],
    ['2–3 apples', 'en-US', { amount: 2, upTo: 3, unit: '', name: 'apples' }],
    ['1,5 dl Milch', 'de-DE', { amount: 1.5, unit: 'dl', name: 'Milch' }],
    ['2 EL Zucker', 'de-DE', { amount: 2, unit: 'tbsp', name: 'Zucker' }],
    ['250 g de farine', 'fr-FR', { amount: 250, unit: 'g', name: 'farine' }],
    ['Salt, to taste', 'en-US', { unit: '', name: 'Salt, to taste' }],
    ['2 cloves garlic', 'en-US', { amount: 2, unit: '', name: 'clove garlic' }],
  ])('reads "%s" in %s as %j', (line, locale, ingredient) => {
    expect(parseIngredientLine(line, { locale })).toEqual(ingredient);
  });
});
