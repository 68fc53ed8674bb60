import type { RecipeIngredient } from '@bakebot/protocol';
import { llm } from '@livekit/agents';
import * as z from 'zod';
import type { QuantityOptions } from '../measures/quantity.ts';
import { CARD_UNITS } from './card-units.ts';
import { parseIngredientLine } from './parse-ingredient-line.ts';
import type { Position, RecipeBook, RecipeFailure } from './recipe-book.ts';
import { timesIn } from './recipe-times.ts';

const Ingredient = z.object({
  amount: z.number().positive().optional().describe('Left out where nobody measures: a pinch.'),
  unit: z.string().describe('"g", "cup", "tbsp"; empty for what is counted.'),
  name: z.string().min(1),
});

/** Limits of a recipe card in the app. */
const MAX_INGREDIENTS = 60;
const MAX_STEPS = 60;

/**
 * Tools that show a recipe and step through it.
 * @param options how pasted recipes are read
 */
export function recipeTools(recipes: RecipeBook, options: QuantityOptions) {
  return [
    showRecipeTool(recipes, options),
    llm.tool({
      name: 'recipe_step',
      description:
        'Goes through the recipe that is shown, a step at a time, and returns the step to read aloud, and the times in it, for which a timer can be offered: "let us begin", "next", "go back", "say that again", "where am I?", "go to step four".',
      parameters: z.object({
        move: z.enum(['start', 'next', 'back', 'repeat', 'where', 'go_to']),
        step: z.number().int().positive().optional().describe('For go_to: which step, from 1.'),
      }),
      execute: async ({ move, step }) => {
        const moved = recipes.move(move, step);
        if (!moved.ok) throw new llm.ToolError(explainRecipe(moved.failure));
        return withTimes(moved.value);
      },
    }),
    llm.tool({
      name: 'change_recipe',
      description:
        'Changes how the recipe that is shown measures: takes back the last scaling or units, or shows the amounts in other units.',
      parameters: z.object({ change: z.enum(['undo', ...CARD_UNITS]) }),
      execute: async ({ change }) => {
        const changed = change === 'undo' ? recipes.undo() : recipes.setUnits(change);
        if (!changed.ok) throw new llm.ToolError(explainRecipe(changed.failure));
        const { servings, ingredients } = changed.value;
        return { ...(servings !== undefined && { servings }), ingredients };
      },
    }),
  ];
}

function showRecipeTool(recipes: RecipeBook, options: QuantityOptions) {
  return llm.tool({
    name: 'show_recipe',
    description:
      'Shows a whole recipe as a card in the app. Use it whenever the cook wants a recipe, then say only what it is and offer to go through it; do not read it out. It replaces the recipe that was there.',
    parameters: z.object({
      title: z.string().min(1),
      servings: z.number().positive().optional(),
      ingredients: z.array(Ingredient).max(MAX_INGREDIENTS).optional(),
      ingredient_lines: z
        .array(z.string().min(1))
        .max(MAX_INGREDIENTS)
        .optional()
        .describe(
          'Instead of ingredients, when the cook pasted the recipe or showed a photo of it: each exactly as it is written, "1-1/2 cups sugar, sifted".',
        ),
      steps: z
        .array(z.string().min(1))
        .min(1)
        .max(MAX_STEPS)
        .describe('One action each, in one or two sentences, as they are read aloud.'),
    }),
    execute: async ({ title, servings, ingredients = [], ingredient_lines: lines = [], steps }) => {
      const parsed = lines.map((line) => parseIngredientLine(line, options));
      const all: RecipeIngredient[] = [...ingredients, ...parsed];
      if (all.length === 0) throw new llm.ToolError('A recipe needs ingredients.');
      const recipe = { title, ingredients: all, steps, ...(servings && { servings }) };
      const shown = recipes.show(recipe);
      const timers = steps
        .map((step, at) => ({ step: at + 1, times: timesIn(step) }))
        .filter(({ times }) => times.length > 0);
      return {
        shown: shown.title,
        steps: steps.length,
        ...(lines.length > 0 && { ingredients: parsed }),
        ...(timers.length > 0 && { timers }),
      };
    },
  });
}

function withTimes(position: Position) {
  const timers = timesIn(position.text);
  return { ...position, ...(timers.length > 0 && { timers }) };
}

/** The error message for the model. */
export function explainRecipe(failure: RecipeFailure): string {
  switch (failure) {
    case 'no_recipe':
      return 'No recipe is shown. Show one with show_recipe first, or ask which one.';
    case 'no_steps':
      return 'The recipe that is shown has no steps.';
    case 'no_such_step':
      return 'The recipe has no step with that number.';
    case 'no_servings':
      return 'The recipe does not say for how many it is: ask the cook.';
    case 'factor_too_extreme':
      return 'A recipe is scaled to a hundredth at least, and a hundredfold at most: ask what was meant.';
    case 'nothing_to_undo':
      return 'The recipe is as it was written: there is nothing to take back.';
  }
}
