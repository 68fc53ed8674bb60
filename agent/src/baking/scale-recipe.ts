import { roundForCook } from './convert-measure.ts';

export type Ingredient = { readonly name: string; readonly amount: number; readonly unit: string };

/** The same recipe for another number of servings, rounded as a cook measures. */
export function scaleRecipe(
  ingredients: readonly Ingredient[],
  fromServings: number,
  toServings: number,
): Ingredient[] {
  const factor = toServings / fromServings;
  return ingredients.map(({ name, amount, unit }) => ({
    name,
    amount: roundForCook(amount * factor),
    unit,
  }));
}
