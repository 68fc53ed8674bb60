import { describe, expect, it } from 'vitest';
import { readRows, weightsOf } from './ingredient-weights.ts';
import { findIngredient, ingredientNames } from './ingredients.ts';

const ROWS = readRows('names.tsv');

function nameOf(text: string, region: 'us' | 'uk' = 'us'): unknown {
  const search = findIngredient(text, region);
  if (search.found === 'one') return search.ingredient.name;
  return search.found === 'several' ? search.choices.map(({ name }) => name) : 'none';
}

describe('the table of ingredients', () => {
  it('has more than 500', () => {
    expect(ingredientNames().length).toBeGreaterThan(500);
    expect(ROWS.length).toBe(ingredientNames().length);
  });

  it('cites rows that the source tables have', () => {
    const citations = ROWS.flatMap(([, cited = '']) =>
      cited === 'none' || cited.startsWith('ask: ') ? [] : cited.split('; '),
    );
    const weights = citations.flatMap(weightsOf);
    expect(weights.length).toBeGreaterThan(700);
    expect(weights.filter(({ grams }) => !(grams > 0))).toEqual([]);
  });

  it('fails on a citation without a row', () => {
    expect(() => weightsOf('u:99999')).toThrow(RangeError);
    expect(() => weightsOf('u:12061:cup, melted')).toThrow(RangeError);
  });

  it('finds each ingredient by each of its names', () => {
    const lost = ROWS.flatMap(([name = '', , ...columns]) =>
      [name, ...columns.flatMap((column) => column.split(', '))]
        .filter((said) => said !== '' && !/^(?:us|gb|au|nz):/u.test(said))
        .filter((said) => nameOf(said.replaceAll('?', '')) === 'none'),
    );
    expect(lost).toEqual([]);
  });

  // Figures as the sources print them, typed in a second time.
  it.each([
    ['k:all-purpose flour', 120, 236.588],
    ['k:sugar, granulated', 198, 236.588],
    ['k:honey', 21, 236.588 / 16],
    ['u:01077', 244, 236.588],
    ['u:04053', 216, 236.588],
    ['u:12061:cup, ground', 95, 236.588],
    ['u:02010', 2.6, 236.588 / 48],
    ['j:薄力粉', 110, 200],
    ['o:water', 1000, 1000],
  ])('reads %s as %d g of %d ml', (citation, grams, ml) => {
    expect(weightsOf(citation)[0]).toMatchObject({ grams, ml: expect.closeTo(ml, 3) });
  });
});

describe('findIngredient', () => {
  it.each([
    ['all purpose flour', 'all-purpose flour'],
    ['Flour, all-purpose', 'all-purpose flour'],
    ['flours', 'all-purpose flour'],
    ['King Arthur unbleached all-purpose flour', 'all-purpose flour'],
    ['confectioners’ sugar', 'powdered sugar'],
    ["confectioner's sugar", 'powdered sugar'],
    ['CRÈME FRAÎCHE', 'creme fraiche'],
    ['creme fraiche', 'creme fraiche'],
    ['half and half', 'half-and-half'],
    ['the good olive oil, extra virgin', 'olive oil'],
    ['unsalted butter, softened', 'butter'],
    ['almonds, sliced', 'sliced almonds'],
    ['Mandeln, gehobelte', 'sliced almonds'],
    ['sucre glace', 'powdered sugar'],
    ['azúcar glas', 'powdered sugar'],
    ['無塩バター', 'butter'],
    ['milk chocolate', 'chopped chocolate'],
    ['chocolate milk', 'chocolate milk'],
  ])('takes %s for %s', (text, expected) => {
    expect(nameOf(text)).toBe(expected);
  });

  it.each([
    ['dry milk', 'milk powder'],
    ['fresh yeast', 'fresh yeast'],
    ['melted chocolate', 'melted chocolate'],
    ['fresh breadcrumbs', 'fresh bread crumbs'],
    ['almond meal', 'almond meal'],
    ['packed raisins', 'packed raisins'],
    ['smoked flour', 'none'],
    ['pickled butter', 'none'],
    ['candied banana', 'none'],
  ])('never leaves out a word that changes the thing: %s', (text, expected) => {
    expect(nameOf(text)).toBe(expected);
  });

  it('takes cornflour for a starch in Britain, and for a flour in the USA', () => {
    expect(nameOf('cornflour', 'uk')).toBe('cornstarch');
    expect(nameOf('cornflour', 'us')).toBe('corn flour');
  });

  it('asks when a name means things that weigh differently', () => {
    expect(nameOf('coarse salt')).toHaveLength(3);
    expect(nameOf('shredded coconut')).toHaveLength(3);
  });

  it.each(['whole wheat flower', 'choclate chips', 'granulatd sugar'])(
    'names up to three that are close to %s',
    (text) => {
      const search = findIngredient(text);
      const near = search.found === 'none' ? search.near : [];
      expect(near.length).toBeGreaterThan(0);
      expect(near.length).toBeLessThanOrEqual(3);
    },
  );

  it.each(['', ' ', 'constructor', '__proto__', '🍰', 'xyzzy'])('finds nothing in "%s"', (text) => {
    expect(findIngredient(text).found).toBe('none');
  });
});
