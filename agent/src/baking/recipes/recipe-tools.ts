import { llm } from '@livekit/agents';
import * as z from 'zod';
import type { RecipeBook, RecipeFailure } from './recipe-book.ts';

const RecipeIngredient = z.object({
  amount: z.number().positive().optional().describe('Left out where nobody measures: a pinch.'),
  unit: z.string().describe('"g", "cup", "tbsp"; empty for what is counted.'),
  name: z.string().min(1),
});

/** Limits of a recipe card in the app. */
const MAX_INGREDIENTS = 60;
const MAX_STEPS = 60;

/** Tools that show a recipe and step through it. */
export function recipeTools(recipes: RecipeBook) {
  return [
    llm.tool({
      name: 'show_recipe',
      description:
        'Shows a whole recipe as a card in the app. Use it whenever the cook wants a recipe, then say only what it is and offer to go through it; do not read it out. It replaces the recipe that was there.',
      parameters: z.object({
        title: z.string().min(1),
        servings: z.number().positive().optional(),
        ingredients: z.array(RecipeIngredient).min(1).max(MAX_INGREDIENTS),
        steps: z
          .array(z.string().min(1))
          .min(1)
          .max(MAX_STEPS)
          .describe('One action each, in one or two sentences, as they are read aloud.'),
      }),
      execute: async ({ servings, ...recipe }) => {
        const { title, steps } = recipes.show({ ...recipe, ...(servings && { servings }) });
        return { shown: title, steps: steps.length };
      },
    }),
    llm.tool({
      name: 'recipe_step',
      description:
        'Goes through the recipe that is shown, a step at a time, and returns the step to read aloud: "let us begin", "next", "go back", "say that again", "where am I?", "go to step four".',
      parameters: z.object({
        move: z.enum(['start', 'next', 'back', 'repeat', 'where', 'go_to']),
        step: z.number().int().positive().optional().describe('For go_to: which step, from 1.'),
      }),
      execute: async ({ move, step }) => {
        const moved = recipes.move(move, step);
        if (!moved.ok) throw new llm.ToolError(explainRecipe(moved.failure));
        return moved.value;
      },
    }),
  ];
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
  }
}
