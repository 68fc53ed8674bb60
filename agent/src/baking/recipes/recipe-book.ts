import type { Recipe } from '@bakebot/protocol';
import { scaleIngredients } from './scale-recipe.ts';

export type Move = 'start' | 'next' | 'back' | 'repeat' | 'where' | 'go_to';

/** A step of the recipe, for the model to read aloud. */
export type Position = {
  /** From 1. */
  readonly step: number;
  readonly of: number;
  readonly text: string;
  /** Set when the move would have passed the first or last step. */
  readonly end?: 'first' | 'last';
};

export type RecipeFailure = 'no_recipe' | 'no_steps' | 'no_such_step' | 'no_servings';

type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: RecipeFailure };

type Listener = {
  /** A recipe was shown or scaled. */
  changed(recipe: Recipe): void;

  moved(recipe: Recipe, currentStep: number): void;
};

/** The shown recipe and its current step. A new recipe replaces it. */
export class RecipeBook {
  readonly #listener: Listener;
  #recipe: Recipe | undefined;
  #nextId = 1;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  current(): Recipe | undefined {
    return this.#recipe;
  }

  show(recipe: Omit<Recipe, 'id' | 'currentStep'>): Recipe {
    return this.#change({ ...recipe, id: `recipe-${this.#nextId++}` });
  }

  /** Scales the ingredients, and the servings if the recipe has them. */
  scale(factor: number): Result<Recipe> {
    const recipe = this.#recipe;
    if (!recipe) return failed('no_recipe');
    const { servings } = recipe;
    return ok(
      this.#change({
        ...recipe,
        ingredients: scaleIngredients(recipe.ingredients, factor),
        ...(servings !== undefined && { servings: Number((servings * factor).toPrecision(3)) }),
      }),
    );
  }

  /** Scales the recipe to a number of servings. */
  scaleToServings(servings: number): Result<Recipe> {
    if (!this.#recipe) return failed('no_recipe');
    if (this.#recipe.servings === undefined) return failed('no_servings');
    return this.scale(servings / this.#recipe.servings);
  }

  /** @param step for `go_to`: the step's number, from 1 */
  move(move: Move, step?: number): Result<Position> {
    const recipe = this.#recipe;
    if (!recipe) return failed('no_recipe');
    if (recipe.steps.length === 0) return failed('no_steps');
    const last = recipe.steps.length - 1;
    const target = targetOf(move, recipe.currentStep, step);
    if (move === 'go_to' && !(target >= 0 && target <= last)) return failed('no_such_step');
    const index = Math.min(Math.max(target, 0), last);
    if (index !== recipe.currentStep) {
      this.#recipe = { ...recipe, currentStep: index };
      this.#listener.moved(this.#recipe, index);
    }
    const end = target > last ? 'last' : target < 0 ? 'first' : undefined;
    return ok({
      step: index + 1,
      of: last + 1,
      text: recipe.steps[index] ?? '',
      ...(end && { end }),
    });
  }

  #change(recipe: Recipe): Recipe {
    this.#recipe = recipe;
    this.#listener.changed(recipe);
    return recipe;
  }
}

/** Index of the wanted step, which may lie outside the recipe. */
function targetOf(move: Move, at: number | undefined, step: number | undefined): number {
  switch (move) {
    case 'start':
      return 0;
    case 'next':
      return at === undefined ? 0 : at + 1;
    case 'back':
      return at === undefined ? 0 : at - 1;
    case 'repeat':
    case 'where':
      return at ?? 0;
    case 'go_to':
      return (step ?? Number.NaN) - 1;
  }
}

function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

function failed(failure: RecipeFailure): { readonly ok: false; readonly failure: RecipeFailure } {
  return { ok: false, failure };
}
