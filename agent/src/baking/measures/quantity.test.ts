import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuantity, type Quantity } from './quantity.ts';

type Expected = readonly [amount: number, unit: string | undefined, rest: string, upTo?: number];

function read(text: string, locale?: string): Expected {
  const found = parseQuantity(text, locale === undefined ? {} : { locale });
  if (!found) throw new Error('no quantity');
  const { amount, upTo, unit, rest } = found;
  const rounded = Number(amount.toFixed(4));
  return upTo === undefined
    ? [rounded, unit?.symbol, rest]
    : [rounded, unit?.symbol, rest, Number(upTo.toFixed(4))];
}

describe('parseQuantity', () => {
  it.each<[string, Expected]>([
    ['1½ cups flour', [1.5, 'cup', 'flour']],
    ['1 ½ cups flour', [1.5, 'cup', 'flour']],
    ['1 1/2 cups of flour', [1.5, 'cup', 'flour']],
    ['1-1/2 cups of sugar', [1.5, 'cup', 'sugar']],
    ['1 and 1/2 cups sugar', [1.5, 'cup', 'sugar']],
    ['one and a half cups of sugar', [1.5, 'cup', 'sugar']],
    ['a cup and a half of sugar', [1.5, 'cup', 'sugar']],
    ['two and three quarters cups flour', [2.75, 'cup', 'flour']],
    ['three quarters of a cup of milk', [0.75, 'cup', 'milk']],
    ['two-thirds cup milk', [0.6667, 'cup', 'milk']],
    ['3/4 of a cup of milk', [0.75, 'cup', 'milk']],
    ['half a cup of milk', [0.5, 'cup', 'milk']],
    ['a half cup of milk', [0.5, 'cup', 'milk']],
    ['half a stick of butter', [0.5, 'stick', 'butter']],
    ['a quarter pound of butter', [0.25, 'lb', 'butter']],
    ['a third of a cup oil', [0.3333, 'cup', 'oil']],
    ['1 cup half and half', [1, 'cup', 'half and half']],
    ['½ tsp salt', [0.5, 'tsp', 'salt']],
    ['.5 kg flour', [0.5, 'kg', 'flour']],
    ['1.5 l water', [1.5, 'l', 'water']],
    ['1,500 g flour', [1500, 'g', 'flour']],
    ['200g flour', [200, 'g', 'flour']],
    ['200 gr. of flour', [200, 'g', 'flour']],
    ['2–3 eggs', [2, undefined, 'eggs', 3]],
    ['2 to 3 tablespoons of oil', [2, 'tbsp', 'oil', 3]],
    ['two or three eggs', [2, undefined, 'eggs', 3]],
    ['a pinch of salt', [1, 'pinch', 'salt']],
    ['pinch of salt', [1, 'pinch', 'salt']],
    ['a dozen eggs', [12, undefined, 'eggs']],
    ['half a dozen eggs', [6, undefined, 'eggs']],
    ['a couple of eggs', [2, undefined, 'eggs']],
    ['2 large eggs', [2, 'large', 'eggs']],
    ['2 T butter', [2, 'tbsp', 'butter']],
    ['2 t butter', [2, 'tsp', 'butter']],
    ['2 tbl. butter', [2, 'tbsp', 'butter']],
    ['2 Tbsp. butter', [2, 'tbsp', 'butter']],
    ['2 c. flour', [2, 'cup', 'flour']],
    ['8 fl oz cream', [8, 'fl oz', 'cream']],
    ['8 fl. oz. cream', [8, 'fl oz', 'cream']],
    ['twenty-five grams of yeast', [25, 'g', 'yeast']],
    ['three hundred and fifty grams of flour', [350, 'g', 'flour']],
    ['one thousand two hundred grams of flour', [1200, 'g', 'flour']],
    ['2 x 250 g flour', [500, 'g', 'flour']],
    ['flour, 2 cups', [2, 'cup', 'flour']],
    ['about 2 cups of flour', [2, 'cup', 'flour']],
    ['2 packets of yeast', [2, 'packet', 'yeast']],
    ['3 cloves of garlic', [3, 'clove', 'garlic']],
    ['2', [2, undefined, '']],
    ['1 lb 8 oz flour', [1.5, 'lb', 'flour']],
    ['1 cup plus 2 tablespoons flour', [1.125, 'cup', 'flour']],
    ['1 quart milk', [1, 'quart', 'milk']],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, string, Expected]>([
    ['de', '1,5 dl Milch', [1.5, 'dl', 'Milch']],
    ['de', '1.500 g Mehl', [1500, 'g', 'Mehl']],
    ['de', '0,250 l Milch', [0.25, 'l', 'Milch']],
    ['de', '2 EL Zucker', [2, 'tbsp', 'Zucker']],
    ['de', '1 TL Salz', [1, 'tsp', 'Salz']],
    ['de', 'eine halbe Tasse Mehl', [0.5, 'tasse', 'Mehl']],
    ['de', 'anderthalb Liter Wasser', [1.5, 'l', 'Wasser']],
    ['de', 'zweihundertfünfzig Gramm Butter', [250, 'g', 'Butter']],
    ['de', 'ein halbes Pfund Butter', [0.5, 'pfund', 'Butter']],
    ['de', '1 Päckchen Vanillezucker', [1, 'päckchen', 'Vanillezucker']],
    ['de', 'Mehl 200 g', [200, 'g', 'Mehl']],
    ['de', '1 gestr. TL Salz', [1, 'tsp', 'Salz']],
    ['de', 'ein Viertelliter Milch', [0.25, 'l', 'Milch']],
    ['de', '3 Eier (M)', [3, 'medium', 'Eier']],
    ['de', '2 Eier Größe L', [2, 'large', 'Eier']],
    ['de', '2 bis 3 Eier', [2, undefined, 'Eier', 3]],
    ['fr', '2 c. à s. de farine', [2, 'tbsp', 'farine']],
    ['fr', '2 cuillères à soupe de farine', [2, 'tbsp', 'farine']],
    ['fr', '1 c à c de sel', [1, 'tsp', 'sel']],
    ['fr', 'une tasse et demie de lait', [1.5, 'tasse', 'lait']],
    ['fr', 'un quart de litre de lait', [0.25, 'l', 'lait']],
    ['fr', "1 demi-litre d'eau", [0.5, 'l', 'eau']],
    ['fr', '1 000 g de farine', [1000, 'g', 'farine']],
    ['fr', 'deux cent cinquante grammes de sucre', [250, 'g', 'sucre']],
    ['es', 'dos cucharadas de aceite', [2, 'tbsp', 'aceite']],
    ['es', 'taza y media de harina', [1.5, 'tasse', 'harina']],
    ['es', 'media cucharadita de sal', [0.5, 'tsp', 'sal']],
    ['es', 'veintidós gramos de azúcar', [22, 'g', 'azúcar']],
    ['fr', 'quatre-vingt-dix grammes de sucre', [90, 'g', 'sucre']],
    ['fr', 'soixante-quinze grammes de sucre', [75, 'g', 'sucre']],
    ['es', 'treinta y cinco gramos de azúcar', [35, 'g', 'azúcar']],
    ['ja', '大さじ2 砂糖', [2, 'tbsp', '砂糖']],
    ['ja', '砂糖 大さじ1と1/2', [1.5, 'tbsp', '砂糖']],
    ['ja', '砂糖大さじ２', [2, 'tbsp', '砂糖']],
    ['ja', '小さじ二分の一の塩', [0.5, 'tsp', '塩']],
    ['ja', '薄力粉１００ｇ', [100, 'g', '薄力粉']],
    ['ja', 'カップ1の牛乳', [1, 'cup', '牛乳']],
    ['ja', '米2合', [2, 'go', '米']],
    ['ja', '卵2個', [2, 'piece', '卵']],
    ['ja', '三温糖 100g', [100, 'g', '三温糖']],
  ])('reads %s: %s', (locale, text, expected) => {
    expect(read(text, locale)).toEqual(expected);
  });

  it.each([
    '',
    'salt to taste',
    'some flour',
    '0 g flour',
    '-1 cup',
    '1/0 cup',
    'flour',
    '½½',
    '-',
  ])('finds no quantity in «%s», or a finite one', (text) => {
    const found = parseQuantity(text);
    expect(found === undefined || (found.amount > 0 && Number.isFinite(found.amount))).toBe(true);
  });

  it('reads a size apart from the count', () => {
    expect(parseQuantity('two 8-inch rounds')).toMatchObject({
      amount: 2,
      dimension: { amount: 8, unit: { symbol: 'inch' } },
      rest: 'rounds',
    });
    expect(parseQuantity('1 (14-ounce) can condensed milk')).toMatchObject({
      amount: 1,
      dimension: { amount: 14, unit: { symbol: 'oz' } },
      rest: 'can condensed milk',
    });
    expect(parseQuantity('9 inch')).toMatchObject({ amount: 9, unit: { symbol: 'inch' } });
  });

  it('tells level from heaped', () => {
    expect(parseQuantity('1 heaped tbsp cocoa')).toMatchObject({ filled: 'heaped', rest: 'cocoa' });
    expect(parseQuantity('1 gehäufter EL Kakao')).toMatchObject({ filled: 'heaped' });
    expect(parseQuantity('1 level tbsp cocoa')).not.toHaveProperty('filled');
  });

  it.each([
    ['en-US', '1 tbsp', 14.787],
    ['en-GB', '1 tbsp', 15],
    ['en-AU', '1 tbsp', 20],
    ['en-US', '1 cup', 236.588],
    ['en-AU', '1 cup', 250],
    ['en-CA', '1 cup', 250],
    ['ja-JP', '1カップ', 200],
    ['en-US', '1 pint', 473.176],
    ['en-GB', '1 pint', 568.262],
    ['en-US', '1 imperial pint', 568.262],
    ['en-GB', '1 US cup', 236.588],
    ['en-GB', '1 fl oz', 28.413],
    ['de', '1 US cup', 236.588],
    ['en-US', '1 Australian tablespoon', 20],
    ['en-US', '1 metric cup', 250],
    ['en-US', '1 US legal cup', 240],
    ['en-US', '1 imperial cup', 284.131],
  ])('knows in %s the milliliters of %s', (locale, text, ml) => {
    const { amount = 0, unit }: Partial<Quantity> = parseQuantity(text, { locale }) ?? {};
    expect(amount * (unit?.size ?? 0)).toBeCloseTo(ml, 1);
  });

  it('never throws, and never makes a number that is not finite and positive', () => {
    const words = constantFrom(
      ...'1 2 0 1/2 ½ / - – , . x half dozen cup g tbsp of and a eine et 大さじ 半 1e999 9999999999'.split(
        ' ',
      ),
    );
    const text = oneof(
      string(),
      array(words, { maxLength: 8 }).map((all) => all.join(' ')),
    );
    assert(
      property(text, constantFrom('en', 'de', 'ja', 'xx', ''), (said, locale) => {
        const { amount = 1, upTo = 1, dimension } = parseQuantity(said, { locale }) ?? {};
        const numbers = [amount, upTo, dimension?.amount ?? 1];
        expect(numbers.filter((each) => !(Number.isFinite(each) && each > 0))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
