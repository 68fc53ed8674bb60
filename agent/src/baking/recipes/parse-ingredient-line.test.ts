import { describe, expect, it } from 'vitest';
import { scaleIngredients } from './recipe-card.ts';
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

describe('scaleIngredients in other units', () => {
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
  ] as const)('shows %j in %s as %j', (ingredient, units, expected) => {
    expect(scaleIngredients([ingredient], 1, units)).toMatchObject([expected]);
  });
});
