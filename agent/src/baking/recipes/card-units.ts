import type { RecipeIngredient } from '@bakebot/protocol';
import { densityOf } from '../measures/ingredients/ingredients.ts';
import type { Region } from '../measures/regions.ts';
import { US_CUP_ML } from '../measures/unit-table.ts';
import { findUnit } from '../measures/units.ts';

export const CARD_UNITS = ['as_written', 'metric', 'us_cups'] as const;
/** Units of the recipe card. */
export type CardUnits = (typeof CARD_UNITS)[number];

type Measured = RecipeIngredient & { readonly amount: number };

/** Least volume that is worth weighing, in milliliters; less stays in spoons. */
const MIN_WEIGHED_ML = 30;
const TBSP_ML = US_CUP_ML / 16;
const TSP_ML = US_CUP_ML / 48;
const LITER_ML = 1000;
const KILOGRAM_G = 1000;
/** Grams in an ounce (NIST Handbook 44, appendix C). */
const OUNCE_G = 28.349523;

/**
 * The same amount in the cook's units. It stays as it is where the ingredient's weight is unknown.
 * @param region whose cups and spoons the recipe has
 */
export function inUnits(ingredient: Measured, units: CardUnits, region: Region = 'us'): Measured {
  const unit = findUnit(ingredient.unit, region);
  if (!unit || (unit.kind !== 'weight' && unit.kind !== 'volume')) return ingredient;
  const size = ingredient.amount * unit.size;
  switch (units) {
    case 'as_written':
      return ingredient;
    case 'metric':
      return inMetric(ingredient, unit.kind, size);
    case 'us_cups':
      return inCups(ingredient, unit.kind, size);
  }
}

function inMetric(ingredient: Measured, kind: 'weight' | 'volume', size: number): Measured {
  if (kind === 'weight') return inGrams(ingredient, size);
  if (size < MIN_WEIGHED_ML) return ingredient;
  const gramsPerMl = densityOf(ingredient.name);
  if (gramsPerMl !== undefined && !isLiquid(ingredient.name)) {
    return inGrams(ingredient, size * gramsPerMl);
  }
  return size >= LITER_ML
    ? converted(ingredient, size / LITER_ML, 'l')
    : converted(ingredient, size, 'ml');
}

function inGrams(ingredient: Measured, grams: number): Measured {
  return grams >= KILOGRAM_G
    ? converted(ingredient, grams / KILOGRAM_G, 'kg')
    : converted(ingredient, grams, 'g');
}

function inCups(ingredient: Measured, kind: 'weight' | 'volume', size: number): Measured {
  const gramsPerMl = kind === 'weight' ? densityOf(ingredient.name) : 1;
  if (gramsPerMl === undefined) {
    const ounces = size / OUNCE_G;
    return ounces >= 16
      ? converted(ingredient, ounces / 16, 'lb')
      : converted(ingredient, ounces, 'oz');
  }
  const ml = size / gramsPerMl;
  if (ml >= US_CUP_ML / 4) return converted(ingredient, ml / US_CUP_ML, 'cup');
  return ml >= TBSP_ML
    ? converted(ingredient, ml / TBSP_ML, 'tbsp')
    : converted(ingredient, ml / TSP_ML, 'tsp');
}

function converted(ingredient: Measured, amount: number, unit: string): Measured {
  const { upTo } = ingredient;
  const share = amount / ingredient.amount;
  return { ...ingredient, amount, unit, ...(upTo !== undefined && { upTo: upTo * share }) };
}

/** Liquids are measured, not weighed, by cooks who do not bake bread. */
function isLiquid(name: string): boolean {
  return /\b(?:water|milk|buttermilk|cream|juice|stock|broth|wine|beer|vinegar|coffee|tea)\b/iu.test(
    name,
  );
}
