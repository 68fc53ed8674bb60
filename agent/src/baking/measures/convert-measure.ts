import { findIngredient } from './ingredients.ts';
import { findUnit, UNIT_NAMES } from './units.ts';

export type Measure = {
  readonly amount: number;
  readonly from: string;
  readonly to: string;
  /** Required between volume and weight. */
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
      /** Source of the ingredient's weight, between volume and weight. */
      readonly source?: string;
    }
  | { readonly ok: false; readonly failure: ConversionFailure };

/** Converts kitchen measures, between volume and weight by the ingredient's density. */
export function convertMeasure({ amount, from, to, ingredient }: Measure): Conversion {
  const given = findUnit(from);
  const wanted = findUnit(to);
  if (!given) return failed({ reason: 'unit_unknown', unit: from, known: UNIT_NAMES });
  if (!wanted) return failed({ reason: 'unit_unknown', unit: to, known: UNIT_NAMES });
  const base = amount * given.size;

  if (given.kind === wanted.kind) {
    return { ok: true, amount: base / wanted.size, unit: wanted.symbol };
  }
  if (!ingredient) return failed({ reason: 'ingredient_needed' });
  const found = findIngredient(ingredient);
  if (!found) return failed({ reason: 'ingredient_unknown', ingredient });

  const { gramsPerMl, name, source } = found;
  const converted = given.kind === 'volume' ? base * gramsPerMl : base / gramsPerMl;
  return {
    ok: true,
    amount: converted / wanted.size,
    unit: wanted.symbol,
    ingredient: name,
    source,
  };
}

function failed(failure: ConversionFailure): Conversion {
  return { ok: false, failure };
}

/** Rounds to a kitchen's precision: from 20 on to whole numbers, below to two or three digits. */
export function roundForCook(amount: number): number {
  return amount >= 20 ? Math.round(amount) : Number(amount.toPrecision(amount >= 1 ? 3 : 2));
}
