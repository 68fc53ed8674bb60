import * as z from 'zod/mini';

/** One line of a recipe's ingredients. */
export const RecipeIngredient = z.object({
  /** Absent where nobody measures: "salt, to taste". */
  amount: z.optional(z.number().check(z.positive())),
  /** `g`, `cup`, …; empty for what is counted: 2 eggs. */
  unit: z.string(),
  name: z.string().check(z.minLength(1)),
});
export type RecipeIngredient = z.infer<typeof RecipeIngredient>;

/** The recipe on the counter: what the app shows as a card, and where in it the cook stands. */
export const Recipe = z.object({
  id: z.string(),
  title: z.string().check(z.minLength(1)),
  servings: z.optional(z.number().check(z.positive())),
  ingredients: z.array(RecipeIngredient),
  steps: z.array(z.string().check(z.minLength(1))),
  /** Index in `steps` of the step that the cook is at, from 0; absent until cooking has begun. */
  currentStep: z.optional(z.int().check(z.nonnegative())),
});
export type Recipe = z.infer<typeof Recipe>;
