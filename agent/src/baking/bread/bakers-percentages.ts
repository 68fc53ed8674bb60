/** An ingredient of a dough. The kind decides what it counts as. */
export type DoughIngredient = {
  readonly name: string;
  readonly grams: number;
  readonly kind: 'flour' | 'water' | 'starter' | 'other';
};

export type Dough = {
  /** All flour, with that of the starter, in grams: 100 %. */
  readonly flourG: number;
  /** All water, with that of the starter, in grams. */
  readonly waterG: number;
  readonly doughG: number;
  /** Water in percent of the flour. */
  readonly hydration: number;
  /** Each ingredient in percent of all flour. */
  readonly percentages: readonly { readonly name: string; readonly percent: number }[];
};

/**
 * Baker's percentages of a dough: all flour is 100 %, also the flour inside the starter (The Bread Bakers Guild of America,
 * formula standards).
 *
 * @param starterHydration the starter's water in percent of its flour
 * @returns undefined for a dough without flour
 */
export function bakersPercentages(
  ingredients: readonly DoughIngredient[],
  starterHydration = 100,
): Dough | undefined {
  const sum = (kind?: DoughIngredient['kind']) =>
    ingredients
      .filter((each) => kind === undefined || each.kind === kind)
      .reduce((grams, each) => grams + each.grams, 0);
  const starterFlourG = sum('starter') / (1 + starterHydration / 100);
  const flourG = sum('flour') + starterFlourG;
  if (!(flourG > 0)) return undefined;
  const waterG = sum('water') + sum('starter') - starterFlourG;
  return {
    flourG,
    waterG,
    doughG: sum(),
    hydration: (waterG / flourG) * 100,
    percentages: ingredients.map(({ name, grams }) => ({ name, percent: (grams / flourG) * 100 })),
  };
}

/** The ingredients for a dough of another weight. */
export function doughOf(
  ingredients: readonly DoughIngredient[],
  doughG: number,
): DoughIngredient[] {
  const now = ingredients.reduce((grams, each) => grams + each.grams, 0);
  return ingredients.map((each) => ({ ...each, grams: (each.grams * doughG) / now }));
}
