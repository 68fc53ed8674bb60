/**
 * Weight of one US cup of an ingredient, in g.
 *
 * Source: King Arthur Baking, Ingredient Weight Chart (https://www.kingarthurbaking.com/learn/ingredient-weight-chart);
 * where the chart lists another measure it is scaled to a cup.
 */
const GRAMS_PER_CUP: Readonly<Record<string, number>> = {
  'all-purpose flour': 120,
  'almond flour': 96,
  'baking powder': 192,
  'baking soda': 288,
  'bread flour': 120,
  'brown sugar': 213,
  butter: 226,
  'cake flour': 120,
  'chocolate chips': 170,
  'cocoa powder': 84,
  cornmeal: 138,
  cornstarch: 112,
  'cream cheese': 227,
  'granulated sugar': 198,
  'heavy cream': 227,
  honey: 336,
  'maple syrup': 312,
  milk: 227,
  molasses: 340,
  'olive oil': 200,
  'peanut butter': 270,
  'powdered sugar': 113,
  raisins: 149,
  'rice flour': 142,
  'rolled oats': 89,
  'rye flour': 106,
  salt: 288,
  'semolina flour': 163,
  'sour cream': 227,
  'vanilla extract': 224,
  'vegetable oil': 198,
  walnuts: 113,
  water: 227,
  'whole wheat flour': 113,
  yogurt: 227,
};

/** What people say, where it is not the chart's name. */
const ALIASES: Readonly<Record<string, string>> = {
  flour: 'all-purpose flour',
  'plain flour': 'all-purpose flour',
  'white flour': 'all-purpose flour',
  'strong flour': 'bread flour',
  'wholemeal flour': 'whole wheat flour',
  sugar: 'granulated sugar',
  'white sugar': 'granulated sugar',
  'caster sugar': 'granulated sugar',
  'icing sugar': 'powdered sugar',
  "confectioners' sugar": 'powdered sugar',
  cocoa: 'cocoa powder',
  cream: 'heavy cream',
  cornflour: 'cornstarch',
  oats: 'rolled oats',
  oatmeal: 'rolled oats',
  oil: 'vegetable oil',
  'ground almonds': 'almond flour',
  'table salt': 'salt',
  syrup: 'maple syrup',
  vanilla: 'vanilla extract',
  yoghurt: 'yogurt',
};

/** Finds an ingredient's weight by what the cook calls it, or nothing when the chart does not have it. */
export function findIngredient(text: string): { name: string; gramsPerCup: number } | undefined {
  const said = text.trim().toLowerCase();
  for (const candidate of [said, said.replace(/s$/, '')]) {
    const name = ALIASES[candidate] ?? candidate;
    const gramsPerCup = GRAMS_PER_CUP[name];
    if (gramsPerCup !== undefined) return { name, gramsPerCup };
  }
  return undefined;
}

/** Every ingredient that can be weighed, for the answer to a question about another one. */
export const INGREDIENT_NAMES: readonly string[] = Object.keys(GRAMS_PER_CUP);
