import { roundForCook } from '../measures/convert-measure.ts';

/** An amount may be missing: nobody measures a pinch of salt. */
type Measured = { readonly amount?: number | undefined };

/** The same ingredients, times a factor, rounded as a cook measures. */
export function scaleIngredients<T extends Measured>(
  ingredients: readonly T[],
  factor: number,
): T[] {
  return ingredients.map((each) =>
    each.amount === undefined ? each : { ...each, amount: roundForCook(each.amount * factor) },
  );
}
