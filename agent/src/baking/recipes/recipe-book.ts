import type { Recipe, RecipeIngredient } from '@bakebot/protocol';
import type { CardUnits } from './card-units.ts';
import {
  type CardReader,
  type OriginalRecipe,
  scaleIngredients,
  showRecipe,
} from './recipe-card.ts';

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

export type RecipeFailure =
  | 'no_recipe'
  | 'no_steps'
  | 'no_such_step'
  | 'no_servings'
  | 'factor_too_extreme'
  | 'nothing_to_undo';

type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: RecipeFailure };

type Listener = {
  /** A recipe was shown, scaled, or changed to other units. */
  changed(recipe: Recipe): void;

  moved(recipe: Recipe, currentStep: number): void;
};

/** How the recipe differs from what was written. */
type View = {
  readonly byServings: number;
  /** Another pan replaces the one before, because the cook has changed their mind. */
  readonly byPan: number;
  readonly units: CardUnits;
};

const AS_WRITTEN: View = { byServings: 1, byPan: 1, units: 'as_written' };

/** A recipe is scaled at most this much, up or down. */
const MAX_FACTOR = 100;

/** The shown recipe and its current step. It keeps the recipe as it was written. A new recipe replaces it. */
export class RecipeBook {
  readonly #listener: Listener;
  readonly #reader: CardReader;
  #original: OriginalRecipe | undefined;
  #id = '';
  #currentStep: number | undefined;
  #view = AS_WRITTEN;
  /** Earlier views, the latest last. */
  #undo: View[] = [];
  #nextId = 1;

  constructor(listener: Listener, reader: CardReader) {
    this.#listener = listener;
    this.#reader = reader;
  }

  /** The recipe as the card shows it. */
  current(): Recipe | undefined {
    return this.#shown(this.#view);
  }

  /** The recipe as `scaleForPan` would show it. */
  previewForPan(factor: number): Recipe | undefined {
    return this.#shown({ ...this.#view, byPan: factor });
  }

  show(recipe: OriginalRecipe): Recipe {
    this.#original = recipe;
    this.#id = `recipe-${this.#nextId++}`;
    this.#currentStep = undefined;
    this.#view = AS_WRITTEN;
    this.#undo = [];
    return this.#changed({ ...recipe, id: this.#id });
  }

  /** Multiplies ingredients of a recipe that is not shown. */
  scaleOther(ingredients: readonly RecipeIngredient[], factor: number): RecipeIngredient[] {
    return scaleIngredients(ingredients, { factor, units: 'as_written' }, this.#reader);
  }

  /** Multiplies what the card shows. */
  scale(factor: number): Result<Recipe> {
    return this.#apply({ byServings: this.#view.byServings * factor });
  }

  /**
   * Scales the recipe to a number of servings.
   * @param from what the recipe is for, if it does not say
   */
  scaleToServings(servings: number, from?: number): Result<Recipe> {
    if (!this.#original) return failed('no_recipe');
    const written = this.#original.servings ?? from;
    if (written === undefined) return failed('no_servings');
    if (this.#original.servings === undefined) {
      this.#original = { ...this.#original, servings: written };
    }
    return this.#apply({ byServings: servings / written, byPan: 1 });
  }

  /** Scales the recipe from its own pan to another. */
  scaleForPan(factor: number): Result<Recipe> {
    return this.#apply({ byPan: factor });
  }

  setUnits(units: CardUnits): Result<Recipe> {
    return this.#apply({ units });
  }

  /** Takes back the latest change of amounts or units. */
  undo(): Result<Recipe> {
    if (!this.#original) return failed('no_recipe');
    const before = this.#undo.pop();
    return before ? this.#see(before) : failed('nothing_to_undo');
  }

  /** @param step for `go_to`: the step's number, from 1 */
  move(move: Move, step?: number): Result<Position> {
    const recipe = this.current();
    if (!recipe) return failed('no_recipe');
    if (recipe.steps.length === 0) return failed('no_steps');
    const last = recipe.steps.length - 1;
    const target = targetOf(move, this.#currentStep, step);
    if (move === 'go_to' && !(target >= 0 && target <= last)) return failed('no_such_step');
    const index = Math.min(Math.max(target, 0), last);
    if (index !== this.#currentStep) {
      this.#currentStep = index;
      this.#listener.moved({ ...recipe, currentStep: index }, index);
    }
    const end = target > last ? 'last' : target < 0 ? 'first' : undefined;
    return ok({
      step: index + 1,
      of: last + 1,
      text: recipe.steps[index] ?? '',
      ...(end && { end }),
    });
  }

  #shown({ byServings, byPan, units }: View): Recipe | undefined {
    if (!this.#original) return undefined;
    const factor = byServings * byPan;
    const shown = showRecipe(this.#original, { factor, units }, this.#reader);
    return {
      ...shown,
      id: this.#id,
      ...(shown !== this.#original && { factor }),
      ...(this.#currentStep !== undefined && { currentStep: this.#currentStep }),
    };
  }

  #apply(change: Partial<View>): Result<Recipe> {
    if (!this.#original) return failed('no_recipe');
    const view = { ...this.#view, ...change };
    const factor = view.byServings * view.byPan;
    if (!(factor >= 1 / MAX_FACTOR && factor <= MAX_FACTOR)) return failed('factor_too_extreme');
    this.#undo.push(this.#view);
    return this.#see(view);
  }

  #see(view: View): Result<Recipe> {
    this.#view = view;
    const recipe = this.current();
    return recipe ? ok(this.#changed(recipe)) : failed('no_recipe');
  }

  #changed(recipe: Recipe): Recipe {
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
