import type { Recipe, RecipeIngredient } from '@bakebot/protocol';
import type { Region } from '../measures/regions.ts';
import { inUnits, type CardUnits } from './card-units.ts';
import { countAdvice } from './count-advice.ts';
import { scaleStep } from './scale-step.ts';
import { roundAmount } from './write-amount.ts';

/** A recipe as it was written. */
export type OriginalRecipe = Omit<Recipe, 'id' | 'currentStep'>;

/** How the card shows it. */
export type CardView = {
  readonly factor: number;
  readonly units: CardUnits;
  /** Whose cups and spoons the recipe has. */
  readonly region: Region;
};

/** Deviation from 1 below which a factor is 1: twice by a third times three. */
const PRECISION = 1e-9;

/** The recipe as the card shows it: ingredients, servings and the amounts inside the steps. */
export function showRecipe(
  original: OriginalRecipe,
  { factor, units, region }: CardView,
): OriginalRecipe {
  if (Math.abs(factor - 1) < PRECISION && units === 'as_written') return original;
  const { servings, ingredients, steps } = original;
  return {
    ...original,
    ...(servings !== undefined && { servings: roundServings(servings * factor) }),
    ingredients: scaleIngredients(ingredients, factor, units, region),
    steps: steps.map((step) => scaleStep(step, factor, ingredients)),
  };
}

/** Multiplies and rounds the amounts of ingredients, with advice for parts of what is counted. */
export function scaleIngredients(
  ingredients: readonly RecipeIngredient[],
  factor: number,
  units: CardUnits = 'as_written',
  region: Region = 'us',
): RecipeIngredient[] {
  return ingredients.map((each) => {
    if (each.amount === undefined) return each;
    const { upTo } = each;
    const scaled = {
      ...each,
      amount: each.amount * factor,
      ...(upTo !== undefined && { upTo: upTo * factor }),
    };
    const shown = inUnits(scaled, units, region);
    const note = shown.unit === '' ? countAdvice(scaled.amount, each.name) : undefined;
    return {
      ...shown,
      amount: roundAmount(shown.amount),
      ...(shown.upTo !== undefined && { upTo: roundAmount(shown.upTo) }),
      ...(note !== undefined && { note }),
    };
  });
}

function roundServings(servings: number): number {
  return Number(servings.toPrecision(3));
}
