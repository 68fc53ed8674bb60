import type { Recipe, RecipeIngredient } from '@bakebot/protocol';
import type { Region } from '../measures/regions.ts';
import { inUnits } from './card-units.ts';
import { type CountAdvice, countAdvice } from './count-advice.ts';
import { type CardView, scaleStep } from './scale-step.ts';
import { roundAmount } from './write-amount.ts';

/** A recipe as it was written. */
export type OriginalRecipe = Omit<Recipe, 'id' | 'currentStep'>;

/** For whom the card is. */
export type CardReader = {
  /** Whose cups and spoons the recipe has. */
  readonly region: Region;
  /** Says advice in the user's language. */
  readonly advise: (advice: CountAdvice) => string;
};

/** Deviation from 1 below which a factor is 1: twice by a third times three. */
const PRECISION = 1e-9;

/** The recipe as the card shows it: ingredients, servings and the amounts inside the steps. */
export function showRecipe(
  original: OriginalRecipe,
  { factor, units }: CardView,
  reader: CardReader,
): OriginalRecipe {
  if (Math.abs(factor - 1) < PRECISION && units === 'as_written') return original;
  const { servings, ingredients, steps } = original;
  return {
    ...original,
    ...(servings !== undefined && { servings: roundServings(servings * factor) }),
    ingredients: scaleIngredients(ingredients, { factor, units }, reader),
    steps: steps.map((step) => scaleStep(step, { factor, units }, ingredients, reader.region)),
  };
}

/** Multiplies and rounds the amounts of ingredients, with advice for parts of what is counted. */
export function scaleIngredients(
  ingredients: readonly RecipeIngredient[],
  { factor, units }: CardView,
  { region, advise }: CardReader,
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
    const advice = shown.unit === '' ? countAdvice(scaled.amount, each.name) : undefined;
    return {
      ...shown,
      amount: roundAmount(shown.amount),
      ...(shown.upTo !== undefined && { upTo: roundAmount(shown.upTo) }),
      ...(advice && { note: advise(advice) }),
    };
  });
}

function roundServings(servings: number): number {
  return Number(servings.toPrecision(3));
}
