import { assert, constantFrom, double, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertMeasure, roundMeasure } from './convert-measure.ts';
import { ingredientNames } from './ingredients/ingredients.ts';

function reasonFor(quantity: string, to: string, ingredient?: string): unknown {
  const result = convertMeasure({ quantity, to, ingredient });
  return result.ok ? result : result.failure;
}

describe('convertMeasure', () => {
  it('names the ingredient, and the source of its weight', () => {
    expect(
      convertMeasure({ quantity: '2 cups', to: 'g', ingredient: 'plain flour' }),
    ).toMatchObject({
      amount: expect.closeTo(240, 5),
      unit: 'g',
      ingredient: 'all-purpose flour',
      source: 'King Arthur Baking, Ingredient Weight Chart',
    });
    expect(convertMeasure({ quantity: '1 cup', to: 'g', ingredient: 'milk' })).toMatchObject({
      source: 'USDA National Nutrient Database, SR28, food 01077',
    });
  });

  it('converts both ends of a range', () => {
    expect(convertMeasure({ quantity: '2–3 tbsp', to: 'tsp' })).toMatchObject({
      amount: expect.closeTo(6, 5),
      upTo: expect.closeTo(9, 5),
    });
  });

  it('tells how far sources differ', () => {
    expect(convertMeasure({ quantity: '1 cup dried cranberries', to: 'g' })).toMatchObject({
      range: [expect.closeTo(114, 0), expect.closeTo(160, 0)],
    });
    expect(convertMeasure({ quantity: '1 cup sugar', to: 'g' })).not.toHaveProperty('range');
  });

  it.each([
    ['en-AU', '1 tbsp', 'ml', 'An Australian tablespoon is 20 ml.'],
    ['en-GB', '1 pint', 'ml', 'A British pint is 568 ml.'],
    ['ja', '1カップ', 'ml', 'A Japanese cup is 200 ml.'],
    [
      'en-US',
      '1 heaped tbsp cocoa',
      'g',
      'For a level measure; a heaped one holds half as much again or more.',
    ],
    ['en-US', '8 oz milk', 'cups', 'Ounces by weight; fluid ounces are a volume.'],
    ['en-US', '3 eggs', 'g', 'Taken as large.'],
    ['de', '3 Eier', 'g', 'Taken as medium.'],
    [
      'de',
      '1 Tasse Mehl',
      'g',
      'Taken as a measuring cup of 250 ml; a coffee cup holds about 150 ml.',
    ],
  ])('says in %s what it takes for granted in %s in %s', (locale, quantity, to, note) => {
    expect(convertMeasure({ quantity, to }, { locale })).toMatchObject({ notes: [note] });
  });

  it('goes by all words, of the quantity and of the ingredient', () => {
    expect(reasonFor('1 cup melted', 'g', 'chocolate')).toMatchObject({ reason: 'weight_unknown' });
    expect(reasonFor('2 large', 'g', 'egg yolks')).toMatchObject({ ingredient: 'egg yolk' });
    expect(reasonFor('2 large eggs', 'g', 'egg')).toMatchObject({ amount: 100 });
  });
});

describe('convertMeasure without enough data', () => {
  it.each([
    ['cups', 'g', { reason: 'quantity_unknown' }],
    ['1 cup', 'gizmos', { reason: 'unit_unknown', unit: 'gizmos' }],
    ['1 cup', 'g', { reason: 'ingredient_needed' }],
    ['1 cup', 'cm', { reason: 'units_differ' }],
    ['1 cup gravel', 'g', { reason: 'ingredient_unknown', ingredient: 'gravel', near: [] }],
    ['20 g fresh yeast', 'tsp', { reason: 'weight_unknown', ingredient: 'fresh yeast' }],
  ])('%s in %s fails with its reason', (quantity, to, failure) => {
    expect(reasonFor(quantity, to)).toEqual(failure);
  });

  it('answers for each thing that an ambiguous name may mean', () => {
    expect(reasonFor('1 tbsp kosher salt', 'g')).toEqual({
      reason: 'ingredient_ambiguous',
      choices: [
        { ingredient: 'Diamond Crystal kosher salt', amount: expect.closeTo(8, 5), unit: 'g' },
        { ingredient: 'Morton kosher salt', amount: expect.closeTo(16, 5), unit: 'g' },
      ],
    });
  });

  it('suggests up to three names that are close', () => {
    expect(reasonFor('1 cup wheet flour', 'g')).toMatchObject({
      reason: 'ingredient_unknown',
      near: { length: 3 },
    });
  });
});

describe('conversions there and back', () => {
  it('agree within rounding, for every ingredient', () => {
    const amounts = double({ min: 0.01, max: 10_000, noNaN: true });
    assert(
      property(amounts, constantFrom(...ingredientNames()), (amount, ingredient) => {
        const there = convertMeasure({
          quantity: `${amount.toFixed(4)} cups`,
          to: 'g',
          ingredient,
        });
        const grams = there.ok ? there.amount.toFixed(6) : '1';
        const back = convertMeasure({ quantity: `${grams} g`, to: 'cups', ingredient });
        expect(back.ok).toBe(there.ok);
        expect(back.ok ? back.amount : amount).toBeCloseTo(amount, 2);
      }),
      { numRuns: 200 },
    );
  });

  it('make no number that is not finite, whatever is asked', () => {
    const words = constantFrom('1 cup', '0', '1e308 kg', '1/0 g', '½ stick', '9999999999999999 l');
    assert(
      property(words, string(), string(), (quantity, to, ingredient) => {
        const result = convertMeasure({ quantity: `${quantity} ${ingredient}`, to });
        expect(Number.isFinite(result.ok ? result.amount : 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

it.each([
  [113.398, 'g', 113],
  [14.1747, 'g', 14.2],
  [0.0625, 'tsp', 0.063],
  [22.86, 'cm', 22.86],
  [236.588, 'ml', 237],
])('roundMeasure rounds %d %s to %d', (amount, unit, expected) => {
  expect(roundMeasure(amount, unit)).toBe(expected);
});
