import type { Recipe } from '@bakebot/protocol';
import { llm } from '@livekit/agents';
import * as z from 'zod';
import { comparePans, PAN_SHAPES, type PanComparison } from '../pans/pans.ts';
import type { RecipeBook, RecipeFailure } from './recipe-book.ts';
import { explainRecipe } from './recipe-tools.ts';

const Ingredient = z.object({ name: z.string(), amount: z.number().positive(), unit: z.string() });
const Ingredients = z
  .array(Ingredient)
  .min(1)
  .optional()
  .describe('Left out for the recipe that is shown in the app.');

const Pan = z.object({
  shape: z.enum(PAN_SHAPES),
  unit: z.enum(['inch', 'cm']),
  size: z
    .number()
    .positive()
    .optional()
    .describe('Diameter, or the longer side; not needed for a standard muffin tin.'),
  width: z
    .number()
    .positive()
    .optional()
    .describe('The shorter side of a rectangular or loaf pan.'),
  depth: z.number().positive().optional(),
  count: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('How many of them; of a muffin tin, how many cups.'),
  cups: z.number().positive().optional().describe('How many US cups one holds, if the cook knows.'),
  ml: z.number().positive().optional().describe('The same in milliliters.'),
});

/** Tools that scale a recipe by servings or by pan. */
export function scalingTools(recipes: RecipeBook) {
  return [scaleRecipeTool(recipes), scaleForPanTool(recipes)];
}

function scaleRecipeTool(recipes: RecipeBook) {
  return llm.tool({
    name: 'scale_recipe',
    description:
      'Scales ingredients, or the recipe that is shown in the app, to another number of servings or by a factor.',
    parameters: z.object({
      ingredients: Ingredients,
      from_servings: z
        .number()
        .positive()
        .optional()
        .describe('Needed with ingredients; the recipe that is shown knows its own.'),
      to_servings: z.number().positive().optional(),
      factor: z
        .number()
        .positive()
        .optional()
        .describe('Instead of servings: 2 doubles what is shown, 0.5 halves it.'),
    }),
    execute: async ({ ingredients, from_servings, to_servings, factor }) => {
      if (ingredients) {
        const by = factor ?? ratio(from_servings, to_servings);
        return {
          ...(to_servings !== undefined && { servings: to_servings }),
          ingredients: recipes.scaleOther(ingredients, by),
        };
      }
      const scaled =
        to_servings === undefined
          ? recipes.scale(factor ?? ratio(from_servings, to_servings))
          : recipes.scaleToServings(to_servings, from_servings);
      return describe(valueOf(scaled));
    },
  });
}

function scaleForPanTool(recipes: RecipeBook) {
  return llm.tool({
    name: 'scale_for_pan',
    description:
      'Tells by how much to multiply a recipe for another baking pan, and what the ingredients are then. It changes the recipe that is shown only with apply.',
    parameters: z.object({
      from_pan: Pan.describe(
        'The pan that the recipe was written for, also after an earlier change.',
      ),
      to_pan: Pan,
      ingredients: Ingredients,
      apply: z
        .boolean()
        .optional()
        .describe('True when the cook wants the recipe changed, not only an answer.'),
    }),
    execute: async ({ from_pan, to_pan, ingredients, apply = false }) => {
      const compared = comparePans(from_pan, to_pan);
      if (!compared.ok) throw new llm.ToolError(explainPan(compared));
      const { factor, basis } = compared;
      const isAlike = Math.abs(factor - 1) < ALIKE;
      const isApplied = apply && !isAlike && !ingredients;
      const recipe = isApplied
        ? valueOf(recipes.scaleForPan(factor))
        : recipes.previewForPan(isAlike ? 1 : factor);
      const scaled = ingredients && recipes.scaleOther(ingredients, isAlike ? 1 : factor);
      const needed = scaled ?? recipe?.ingredients;
      return {
        factor: Number(factor.toPrecision(3)),
        advice: adviceFor(isAlike, basis),
        ...(recipe && !ingredients && { applied: isApplied }),
        ...(needed && { ingredients: needed }),
      };
    },
  });
}

function ratio(from: number | undefined, to: number | undefined): number {
  if (to === undefined) throw new llm.ToolError('to_servings or factor is needed: ask the cook.');
  if (from !== undefined) return to / from;
  throw new llm.ToolError('from_servings is needed: ask for how many the recipe is.');
}

function valueOf(
  result: { ok: true; value: Recipe } | { ok: false; failure: RecipeFailure },
): Recipe {
  if (result.ok) return result.value;
  throw new llm.ToolError(explainRecipe(result.failure));
}

function describe({ servings, ingredients }: Recipe) {
  return { ...(servings !== undefined && { servings }), ingredients };
}

/** Largest deviation from 1 at which scaling makes no noticeable difference. */
const ALIKE = 0.08;

function adviceFor(isAlike: boolean, basis: 'area' | 'volume'): string {
  if (isAlike) return 'The pans hold about the same: leave the recipe as it is.';
  return basis === 'area'
    ? 'The batter stands as deep as before, so it bakes about as long.'
    : 'The batter stands at another depth: check it early, and bake it until a skewer comes out clean. Fill no pan more than two thirds.';
}

function explainPan({ failure, pan }: Extract<PanComparison, { ok: false }>): string {
  const which = pan === 'from' ? "the recipe's pan" : 'the new pan';
  switch (failure) {
    case 'size_needed':
      return `The size of ${which} is needed: ask for it.`;
    case 'width_needed':
      return `Both sides of ${which} are needed: ask for the shorter one.`;
    case 'capacity_needed':
      return `No chart has ${which}: ask how much water fills it, and give that as cups or ml.`;
  }
}
