import { describe, expect, it } from 'vitest';
import {
  findSubstitutions,
  SUBSTITUTABLE,
  type Substitution,
  type Wanted,
} from './substitutions.ts';

function optionsFor(ingredient: string, wanted?: Wanted): readonly Substitution[] {
  const found = findSubstitutions(ingredient, wanted);
  return found.found === 'some' ? found.options : [];
}

function inWords(ingredient: string, wanted?: Wanted): string[] {
  return optionsFor(ingredient, wanted).map(({ use }) =>
    use.map(({ amount, unit, name }) => `${amount} ${unit} ${name}`.replace('  ', ' ')).join(' + '),
  );
}

function amountOf(amount: number, unit: string): Wanted {
  return { amount: { amount, unit } };
}

describe('findSubstitutions', () => {
  it.each([
    ['buttermilk', '1 tbsp lemon juice or vinegar + 0.9375 cup milk'],
    ['Baking powder', '0.25 tsp baking soda + 0.625 tsp cream of tartar'],
    ['eggs', '1 tbsp ground flaxseed + 3 tbsp water'],
    ['cornflour', '2 tbsp all-purpose flour'],
    ['mascarpone', '8 oz cream cheese'],
    ['butter', '0.75 cup vegetable oil'],
  ])('finds for %s first %s', (ingredient, expected) => {
    expect(inWords(ingredient)[0]).toBe(expected);
  });

  it.each([
    'self raising flour',
    'all purpose flour',
    'unsalted butter',
    'butter',
    'fresh yeast',
    'active dry yeast',
    'bread flour',
    'powdered sugar',
    'icing sugar',
    'crème fraîche',
    'creme fraiche',
    'cream cheese',
    'corn syrup',
    'golden syrup',
    'vanilla extract',
    'whole milk',
    'Greek yogurt',
    'egg white',
    'egg whites',
    'ricotta',
    'shortening',
    'gelatine',
    'wine',
    'breadcrumbs',
    'caster sugar',
    'double cream',
    'single cream',
    'semi-sweet chocolate',
    'dark chocolate',
    'kosher salt',
    'almond flour',
    'tapioca starch',
    "confectioners' sugar",
    'bicarbonate of soda',
    'strong white bread flour',
    'large eggs',
  ])('knows a substitute for %s', (ingredient) => {
    expect(optionsFor(ingredient)).not.toEqual([]);
  });

  it('knows substitutes for at least 60 ingredients', () => {
    expect(SUBSTITUTABLE.length).toBeGreaterThanOrEqual(60);
  });

  it('gives with each substitute what changes, and a source', () => {
    for (const ingredient of SUBSTITUTABLE) {
      const options = optionsFor(ingredient);
      expect(options).not.toEqual([]);
      for (const { source, changes, use } of options) {
        expect(source).toMatch(/https?:/);
        expect(changes).not.toBe('');
        expect(use.every(({ amount, name }) => amount > 0 && name !== '')).toBe(true);
      }
    }
  });

  it('replaces butter by three quarters to seven eighths of oil or shortening', () => {
    const fats = optionsFor('butter').flatMap(({ use }) =>
      use.filter(({ name }) => /oil|shortening/u.test(name)),
    );
    expect(fats).not.toEqual([]);
    for (const { amount, unit } of fats) {
      expect(unit).toBe('cup');
      expect(amount).toBeGreaterThanOrEqual(0.75);
      expect(amount).toBeLessThanOrEqual(0.875);
    }
  });

  it('names ingredients on the list that are close to an unknown one', () => {
    expect(findSubstitutions('rice vinegar')).toMatchObject({
      found: 'none',
      near: expect.arrayContaining(['white vinegar']),
    });
    expect(findSubstitutions('unicorn')).toEqual({ found: 'none', near: [] });
  });
});

describe('findSubstitutions scales to the wanted amount', () => {
  it.each([
    ['buttermilk', 2, 'cups', '2 tbsp lemon juice or vinegar + 1.88 cup milk'],
    ['eggs', 3, '', '3 tbsp ground flaxseed + 9 tbsp water'],
    ['mascarpone', 250, 'g', '250 g cream cheese'],
    ['mascarpone', 4, 'oz', '4 oz cream cheese'],
    ['butter', 1, 'stick', '0.38 cup vegetable oil'],
    ['fresh yeast', 25, 'g', '10 g active dry yeast'],
    ['egg', 100, 'g', '2 tbsp ground flaxseed + 6 tbsp water'],
    ['baking powder', 1, 'tbsp', '0.75 tsp baking soda + 1.88 tsp cream of tartar'],
  ])('of %s to %d %s: %s', (ingredient, amount, unit, expected) => {
    expect(inWords(ingredient, amountOf(amount, unit))[0]).toBe(expected);
  });

  it('in weights for a cook who weighs', () => {
    const [oil] = optionsFor('butter', amountOf(226, 'g'))[0]?.use ?? [];
    // 226 g are 1 cup, and 3/4 cup of oil are 149 g (King Arthur) to 164 g (USDA 04582).
    expect(oil).toMatchObject({ unit: 'g', name: 'vegetable oil' });
    expect(oil?.amount).toBeGreaterThan(145);
    expect(oil?.amount).toBeLessThan(168);
  });

  it('by weight where the table has a volume', () => {
    const use = optionsFor('self-rising flour', amountOf(226, 'g'))[0]?.use;
    // King Arthur: a cup is 113 g.
    expect(use).toMatchObject([
      { unit: 'g', name: 'all-purpose flour' },
      { amount: 3, unit: 'tsp', name: 'baking powder' },
      { amount: 0.5, unit: 'tsp', name: 'salt' },
    ]);
  });

  it.each([
    ['egg', 60, 'grms'],
    ['buttermilk', 1, 'inch'],
  ])('not of %s to %d %s, which it cannot compare', (ingredient, amount, unit) => {
    expect(inWords(ingredient, amountOf(amount, unit))).toEqual(inWords(ingredient));
  });
});

describe('findSubstitutions respects allergies', () => {
  it.each([
    ['butter', 'dairy', /butter|margarine/u],
    ['milk', 'lactose', /evaporated/u],
    ['buttermilk', 'milk', /^(?!.*soy).*milk|yogurt/u],
    ['egg', 'egg', /egg/u],
    ['egg', 'vegan', /egg/u],
    ['egg', 'banana', /banana/u],
    ['all-purpose flour', 'coeliac disease', /cake flour/u],
    ['yogurt', 'soya', /soy/u],
    ['honey', 'maple', /maple/u],
  ])('of %s without %s', (ingredient, avoid, forbidden) => {
    const allowed = inWords(ingredient, { avoid: [avoid] });
    expect(allowed).not.toEqual([]);
    for (const words of allowed) expect(words).not.toMatch(forbidden);
    expect(inWords(ingredient).some((words) => forbidden.test(words))).toBe(true);
  });

  it('and finds none when all on the list have the allergen', () => {
    expect(findSubstitutions('almond flour', { avoid: ['tree nuts'] })).toEqual({
      found: 'avoided',
      allergens: ['nuts'],
    });
  });

  it('and keeps coconut for a person with a nut allergy', () => {
    expect(inWords('heavy cream', { avoid: ['nuts', 'milk'] })).toEqual([
      '1 cup full-fat coconut milk',
    ]);
  });

  it('and names the allergens of each substitute', () => {
    const named = Object.fromEntries(
      optionsFor('milk').map(({ use, allergens }) => [use[0]?.name, allergens]),
    );
    expect(named).toEqual({
      'evaporated milk': ['milk'],
      'unsweetened soy milk': ['soy'],
      'unsweetened oat milk': ['gluten'],
    });
  });
});
