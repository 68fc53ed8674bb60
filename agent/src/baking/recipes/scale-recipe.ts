import { roundForCook } from '../measures/convert-measure.ts';

/** The amount is absent for, say, a pinch of salt. */
type Measured = { readonly amount?: number | undefined };

/** Multiplies and rounds the amounts of ingredients. */
export function scaleIngredients<T extends Measured>(
  ingredients: readonly T[],
  factor: number,
): T[] {
  return ingredients.map((each) =>
    each.amount === undefined ? each : { ...each, amount: roundForCook(each.amount * factor) },
  );
}
