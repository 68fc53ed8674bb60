import { findIngredient } from './ingredients.ts';
import { CUP_ML, findUnit, UNIT_NAMES } from './units.ts';

export type Measure = {
  readonly amount: number;
  readonly from: string;
  readonly to: string;
  /** Needed between volume and weight: a cup of flour is not a cup of honey. */
  readonly ingredient?: string | undefined;
};

export type ConversionFailure =
  | { readonly reason: 'unit_unknown'; readonly unit: string; readonly known: readonly string[] }
  | { readonly reason: 'ingredient_needed' }
  | { readonly reason: 'ingredient_unknown'; readonly ingredient: string };

export type Conversion =
  | {
      readonly ok: true;
      readonly amount: number;
      readonly unit: string;
      readonly ingredient?: string;
    }
  | { readonly ok: false; readonly failure: ConversionFailure };

/** Converts between kitchen measures, also between volume and weight when the ingredient is known. */
export function convertMeasure({ amount, from, to, ingredient }: Measure): Conversion {
  const source = findUnit(from);
  const target = findUnit(to);
  if (!source) return failed({ reason: 'unit_unknown', unit: from, known: UNIT_NAMES });
  if (!target) return failed({ reason: 'unit_unknown', unit: to, known: UNIT_NAMES });
  const base = amount * source.size;

  if (source.kind === target.kind) {
    return { ok: true, amount: base / target.size, unit: target.symbol };
  }
  if (!ingredient) return failed({ reason: 'ingredient_needed' });
  const found = findIngredient(ingredient);
  if (!found) return failed({ reason: 'ingredient_unknown', ingredient });

  const gramsPerMl = found.gramsPerCup / CUP_ML;
  const converted = source.kind === 'volume' ? base * gramsPerMl : base / gramsPerMl;
  return { ok: true, amount: converted / target.size, unit: target.symbol, ingredient: found.name };
}

function failed(failure: ConversionFailure): Conversion {
  return { ok: false, failure };
}

/** Rounds as a cook reads it: whole grams and millilitres, cups and spoons to two places. */
export function roundForCook(amount: number): number {
  return amount >= 20 ? Math.round(amount) : Number(amount.toPrecision(amount >= 1 ? 3 : 2));
}
