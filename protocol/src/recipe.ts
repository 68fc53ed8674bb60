import * as z from 'zod/mini';

export const RecipeIngredient = z.object({
  /** Absent for unmeasured ingredients: "salt, to taste". */
  amount: z.optional(z.number().check(z.positive())),
  /** The upper end of a range: 2 to 3 apples. */
  upTo: z.optional(z.number().check(z.positive())),
  /** `g`, `cup`, …; empty for counted ingredients: 2 eggs. */
  unit: z.string(),
  name: z.string().check(z.minLength(1)),
  /** What to do with an amount that cannot be counted: "Beat 2 eggs, and use 75 g." */
  note: z.optional(z.string()),
});
export type RecipeIngredient = z.infer<typeof RecipeIngredient>;

/** The current recipe, which the app shows as a card. */
export const Recipe = z.object({
  id: z.string(),
  title: z.string().check(z.minLength(1)),
  servings: z.optional(z.number().check(z.positive())),
  /** By how much servings, ingredients and steps are multiplied. Absent for the recipe as it was written. */
  factor: z.optional(z.number().check(z.positive())),
  ingredients: z.array(RecipeIngredient),
  steps: z.array(z.string().check(z.minLength(1))),
  /** Index in `steps`, from 0; absent until the user begins to cook. */
  currentStep: z.optional(z.int().check(z.nonnegative())),
});
export type Recipe = z.infer<typeof Recipe>;
