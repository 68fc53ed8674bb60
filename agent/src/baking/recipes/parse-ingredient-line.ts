import type { RecipeIngredient } from '@bakebot/protocol';
import { parseQuantity, type QuantityOptions } from '../measures/quantity.ts';

/** Reads one ingredient as a recipe writes it: "1-1/2 cups sugar, sifted"; "salt" has no amount. */
export function parseIngredientLine(line: string, options: QuantityOptions = {}): RecipeIngredient {
  const written = line.replace(/^[\s\-–*•▢□]+/u, '').trim();
  const found = parseQuantity(written, options);
  if (!found || found.rest === '') return { unit: '', name: written };
  const { amount, upTo, unit, dimension, filled, rest } = found;
  const size = dimension ? `${dimension.amount}-${dimension.unit.symbol} ` : '';
  const name = [filled, unit?.kind === 'count' ? unit.symbol : '', `${size}${rest}`];
  return {
    amount,
    ...(upTo !== undefined && { upTo }),
    unit: unit && unit.kind !== 'count' ? unit.symbol : '',
    name: name.filter(Boolean).join(' '),
  };
}
