import { describe, expect, it } from 'vitest';
import { convertMeasure } from './convert-measure.ts';
import { findIngredient } from './ingredients.ts';

/** Grams rounded as references print them: whole numbers, below ten one decimal. */
function grams(amount: number, from: string, ingredient: string): number {
  const result = convertMeasure({ amount, from, to: 'g', ingredient });
  if (!result.ok) throw new Error(result.failure.reason);
  return result.amount < 10 ? Number(result.amount.toFixed(1)) : Math.round(result.amount);
}

/** https://www.kingarthurbaking.com/learn/ingredient-weight-chart, with the chart's measures and names. */
describe('King Arthur Baking’s weight chart', () => {
  it.each([
    ['all-purpose flour', 1, 'cup', 120],
    ['almond flour', 1, 'cup', 96],
    ['barley flour', 1, 'cup', 85],
    ['bread flour', 1, 'cup', 120],
    ['brown rice flour', 1, 'cup', 128],
    ['buckwheat flour', 1, 'cup', 120],
    ['cake flour', 1, 'cup', 120],
    ['chickpea flour', 1, 'cup', 85],
    ['coconut flour', 1, 'cup', 128],
    ['cornmeal', 1, 'cup', 138],
    ['cornstarch', 0.25, 'cup', 28],
    ['oat flour', 1, 'cup', 92],
    ['pastry flour', 1, 'cup', 106],
    ['potato starch', 1, 'cup', 152],
    ['rice flour (white)', 1, 'cup', 142],
    ['rye flour', 1, 'cup', 106],
    ['self-rising flour', 1, 'cup', 113],
    ['semolina flour', 1, 'cup', 163],
    ['spelt flour', 1, 'cup', 99],
    ['whole wheat flour', 1, 'cup', 113],
    ['brown sugar (dark or light, packed)', 1, 'cup', 213],
    ['castor sugar', 1, 'cup', 190],
    ['corn syrup', 1, 'cup', 312],
    ['demerara sugar', 1, 'cup', 220],
    ['granulated sugar', 1, 'cup', 198],
    ['honey', 1, 'tbsp', 21],
    ['jam', 0.25, 'cup', 85],
    ['maple syrup', 0.5, 'cup', 156],
    ['molasses', 0.25, 'cup', 85],
    ["confectioners' sugar (unsifted)", 2, 'cup', 227],
    ['butter', 8, 'tbsp', 113],
    ['coconut oil', 0.5, 'cup', 113],
    ['lard', 0.5, 'cup', 113],
    ['olive oil', 0.25, 'cup', 50],
    ['vegetable shortening', 0.25, 'cup', 46],
    ['vegetable oil', 1, 'cup', 198],
    ['buttermilk', 1, 'cup', 227],
    ['cream cheese', 1, 'cup', 227],
    ['heavy cream', 1, 'cup', 227],
    ['milk (fresh)', 1, 'cup', 227],
    ['sour cream', 1, 'cup', 227],
    ['sweetened condensed milk', 0.25, 'cup', 78],
    ['vanilla extract', 1, 'tbsp', 14],
    ['water', 1, 'cup', 227],
    ['yogurt', 1, 'cup', 227],
    ['baking powder', 1, 'tsp', 4],
    ['baking soda', 0.5, 'tsp', 3],
    ['kosher salt', 1, 'tbsp', 8],
    ['salt (table)', 1, 'tbsp', 18],
    ['instant yeast', 2.25, 'tsp', 7],
    ['chocolate chips', 1, 'cup', 170],
    ['cocoa powder (unsweetened)', 0.5, 'cup', 42],
    ['peanut butter', 0.5, 'cup', 135],
    ['pecans', 0.5, 'cup', 57],
    ['poppy seeds', 2, 'tbsp', 18],
    ['sesame seeds', 0.5, 'cup', 71],
    ['tahini', 0.5, 'cup', 128],
    ['walnuts', 1, 'cup', 113],
    ['applesauce', 1, 'cup', 255],
    ['blueberries (fresh)', 1, 'cup', 170],
    ['grated carrots', 1, 'cup', 99],
    ['raisins', 1, 'cup', 149],
    ['raspberries (fresh)', 1, 'cup', 120],
    ['rolled oats', 1, 'cup', 89],
  ])(
    'converts %s as King Arthur Baking does: %d %s is %d g',
    (ingredient, amount, unit, expected) => {
      expect(grams(amount, unit, ingredient)).toBe(expected);
    },
  );
});

/** https://fdc.nal.usda.gov, SR Legacy. The last column is the food's number there. */
describe('USDA household measures', () => {
  it.each([
    ['coconut milk', 1, 'cup', 226, '12118'],
    ['lemon juice', 1, 'cup', 244, '09152'],
    ['orange juice', 1, 'cup', 248, '09206'],
    ['soy sauce', 1, 'tbsp', 16, '16123'],
    ['cider vinegar', 1, 'cup', 239, '02048'],
    ['black pepper', 1, 'tsp', 2.3, '02030'],
    ['ground cinnamon', 1, 'tsp', 2.6, '02010'],
    ['ground ginger', 1, 'tsp', 1.8, '02021'],
    ['ground nutmeg', 1, 'tsp', 2.2, '02025'],
    ['couscous (dry)', 1, 'cup', 173, '20028'],
    ['lentils, raw', 1, 'cup', 192, '16069'],
    ['white rice', 1, 'cup', 185, '20044'],
    ['tomato paste', 1, 'cup', 262, '11546'],
  ])('converts %s as USDA does: %d %s is %d g (food %s)', (ingredient, amount, unit, expected) => {
    expect(grams(amount, unit, ingredient)).toBe(expected);
    expect(findIngredient(ingredient)?.source).toMatch(/USDA/);
  });
});

/** NIST Handbook 44, appendix C: https://www.nist.gov/pml/owm/nist-handbook-44-current-edition */
describe('NIST’s tables of units', () => {
  it.each([
    [1, 'cup', 'fl oz', 8],
    [1, 'cup', 'tbsp', 16],
    [1, 'tbsp', 'tsp', 3],
    [1, 'pint', 'cup', 2],
    [1, 'quart', 'pint', 2],
    [1, 'gallon', 'quart', 4],
    [1, 'cup', 'ml', 236.588],
    [1, 'fl oz', 'ml', 29.574],
    [1, 'gallon', 'l', 3.785],
    [1, 'lb', 'oz', 16],
    [1, 'oz', 'g', 28.35],
    [1, 'lb', 'g', 453.592],
    [1, 'kg', 'lb', 2.205],
    [1, 'stick', 'oz', 4],
    [1, 'imperial pint', 'ml', 568.26],
    [1, 'metric cup', 'ml', 250],
  ])('converts as NIST does: %d %s to %s is %d', (amount, from, to, expected) => {
    const result = convertMeasure({ amount, from, to });
    expect(result.ok && result.amount).toBeCloseTo(expected, 2);
  });
});
