import { describe, expect, it } from 'vitest';
import { measureTools } from './measure-tools.ts';
import { regionOf } from './regions.ts';

type Question = { quantity: string; to: string; ingredient?: string };

async function convert(question: Question, locale = 'en-US', units?: string): Promise<unknown> {
  const [tool] = measureTools({ locale, region: regionOf(locale, units) });
  return await Reflect.apply(tool.execute, tool, [question, {}]);
}

describe('convert_measure', () => {
  it('answers with the ingredient, its source and its range', async () => {
    expect(await convert({ quantity: '1½ cups', to: 'grams', ingredient: 'sugar' })).toEqual({
      amount: 297,
      unit: 'g',
      ingredient: 'granulated sugar',
      source: 'King Arthur Baking, Ingredient Weight Chart',
    });
    expect(await convert({ quantity: '1 tsp baking powder', to: 'g' })).toMatchObject({
      range: [4, 4.6],
    });
  });

  it('answers a range of amounts with both ends', async () => {
    expect(await convert({ quantity: '2–3 tbsp', to: 'ml' })).toEqual({
      amount: 30,
      up_to: 44,
      unit: 'ml',
    });
  });

  it.each([
    ['en-AU', undefined, 20],
    ['en-GB', undefined, 15],
    ['en-US', 'australian', 20],
    ['de', 'us', 14.8],
  ])('measures in the spoons of %s, or of the preference %s', async (locale, units, amount) => {
    expect(await convert({ quantity: '1 tbsp', to: 'ml' }, locale, units)).toMatchObject({
      amount,
    });
  });

  it('says whose spoon it is', async () => {
    expect(await convert({ quantity: '1 tbsp', to: 'ml' }, 'en-AU')).toMatchObject({
      notes: ['An Australian tablespoon is 20 ml.'],
    });
  });

  it.each<[Question, string]>([
    [{ quantity: '1 cup', to: 'gizmo' }, 'Unknown unit "gizmo"'],
    [{ quantity: '-1 cup', to: 'ml' }, 'no amount'],
    [{ quantity: '1 cup', to: 'cm' }, 'A length is neither'],
    [{ quantity: '1 cup', to: 'g', ingredient: 'gravel' }, 'say that it is an estimate'],
    [{ quantity: '1 cup wheet flour', to: 'g' }, 'Ask whether it is one of'],
    [
      { quantity: '1 tbsp kosher salt', to: 'g' },
      'Diamond Crystal kosher salt is 8 g; Morton kosher salt is 16 g',
    ],
    [{ quantity: '1 cup melted chocolate', to: 'g' }, 'suggest weighing it'],
  ])('fails for %j with what the cook should be asked: %s', async (question, message) => {
    await expect(convert(question)).rejects.toThrow(message);
  });
});
