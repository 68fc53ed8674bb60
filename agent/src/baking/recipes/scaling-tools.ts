import { llm } from '@livekit/agents';
import * as z from 'zod';
import { comparePans, type PanComparison } from '../pans/pans.ts';
import { roundForCook } from '../measures/convert-measure.ts';
import { scaleIngredients } from './scale-recipe.ts';
import type { RecipeBook } from './recipe-book.ts';
import { explainRecipe } from './recipe-tools.ts';

const Ingredient = z.object({ name: z.string(), amount: z.number().positive(), unit: z.string() });
const Ingredients = z
  .array(Ingredient)
  .min(1)
  .optional()
  .describe('Left out for the recipe that is shown in the app.');

const Pan = z.object({
  shape: z.enum(['round', 'square', 'rectangular', 'loaf', 'bundt']),
  unit: z.enum(['inch', 'cm']),
  size: z.number().positive().describe('Diameter, or the longer side.'),
  width: z
    .number()
    .positive()
    .optional()
    .describe('The shorter side of a rectangular or loaf pan.'),
  depth: z.number().positive().optional(),
  cups: z.number().positive().optional().describe('How many US cups it holds, if the cook knows.'),
});

/** Tools that scale a recipe by servings or by pan. */
export function scalingTools(recipes: RecipeBook) {
  return [
    llm.tool({
      name: 'scale_recipe',
      description:
        'Scales ingredients, or the recipe that is shown in the app, to another number of servings.',
      parameters: z.object({
        ingredients: Ingredients,
        from_servings: z
          .number()
          .positive()
          .optional()
          .describe('Needed with ingredients; the recipe that is shown knows its own.'),
        to_servings: z.number().positive(),
      }),
      execute: async ({ ingredients, from_servings, to_servings }) => {
        if (!ingredients && from_servings === undefined) {
          const scaled = recipes.scaleToServings(to_servings);
          if (!scaled.ok) throw new llm.ToolError(explainRecipe(scaled.failure));
          return { servings: to_servings, ingredients: scaled.value.ingredients };
        }
        if (from_servings === undefined) {
          throw new llm.ToolError('from_servings is needed: ask for how many the recipe is.');
        }
        const factor = to_servings / from_servings;
        return { servings: to_servings, ingredients: scaleBy(factor, ingredients, recipes) };
      },
    }),
    llm.tool({
      name: 'scale_for_pan',
      description:
        'Tells by how much to multiply a recipe for another baking pan, and scales the ingredients that are given, or the recipe that is shown in the app.',
      parameters: z.object({ from_pan: Pan, to_pan: Pan, ingredients: Ingredients }),
      execute: async ({ from_pan, to_pan, ingredients }) => {
        const compared = comparePans(from_pan, to_pan);
        if (!compared.ok) throw new llm.ToolError(explainPan(compared));
        const { factor, basis } = compared;
        return {
          factor: roundForCook(factor),
          advice: adviceFor(factor, basis),
          ...((ingredients || recipes.current()) && {
            ingredients: scaleBy(factor, ingredients, recipes),
          }),
        };
      },
    }),
  ];
}

function scaleBy(
  factor: number,
  ingredients: z.infer<typeof Ingredients>,
  recipes: RecipeBook,
): readonly unknown[] {
  if (ingredients) return scaleIngredients(ingredients, factor);
  const scaled = recipes.scale(factor);
  if (!scaled.ok) throw new llm.ToolError(explainRecipe(scaled.failure));
  return scaled.value.ingredients;
}

/** Largest deviation from 1 at which scaling makes no noticeable difference. */
const ALIKE = 0.08;

function adviceFor(factor: number, basis: 'area' | 'volume'): string {
  if (Math.abs(factor - 1) < ALIKE)
    return 'The pans hold about the same: leave the recipe as it is.';
  return basis === 'area'
    ? 'The batter stands as deep as before, so it bakes about as long.'
    : 'The batter stands at another depth: check it early, and bake it until a skewer comes out clean.';
}

function explainPan({ failure, pan }: Extract<PanComparison, { ok: false }>): string {
  const which = pan === 'from' ? "the recipe's pan" : 'the new pan';
  switch (failure) {
    case 'width_needed':
      return `Both sides of ${which} are needed: ask for the shorter one.`;
    case 'capacity_needed':
      return `No chart has ${which}: ask how many cups of water fill it, and give that as cups.`;
  }
}
