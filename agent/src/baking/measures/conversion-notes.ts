import type { Ingredient } from './ingredients/ingredients.ts';
import type { Quantity } from './quantity.ts';
import { US_CUP_ML } from './unit-table.ts';
import type { Unit } from './units.ts';

/** What an answer takes for granted about the quantity and the units, as sentences. */
export function notesOf({ filled }: Quantity, ...units: readonly (Unit | undefined)[]): string[] {
  const notes = units.flatMap((unit) => unit?.note ?? []);
  if (filled === 'heaped')
    notes.push('For a level measure; a heaped one holds half as much again or more.');
  if (filled === 'scant') notes.push('For a full measure; a scant one holds a little less.');
  return [...new Set(notes)];
}

/** Americans measure liquids in fluid ounces and often leave out the word. */
export function ouncesNote(
  from: Unit | undefined,
  to: Unit | undefined,
  { weights }: Ingredient,
): string[] {
  const isVolume = from?.kind === 'volume' || to?.kind === 'volume';
  const isOunce = from?.symbol === 'oz' || to?.symbol === 'oz';
  const density = weights.find(({ ml }) => ml !== undefined);
  const isLiquid = density?.ml !== undefined && (density.grams / density.ml) * US_CUP_ML > 200;
  return isVolume && isOunce && isLiquid ? ['Ounces by weight; fluid ounces are a volume.'] : [];
}

/** Flour that is sifted into the cup lies looser; sifted afterwards it weighs what it did. */
export function siftedNote({ rest }: Quantity, from: Unit | undefined): string[] {
  const isSifted = /^(?:sifted|gesiebt|tamis|tamiz)/iu.test(rest) && from?.kind === 'volume';
  return isSifted ? ['For unsifted; sifted into the measure it weighs about a tenth less.'] : [];
}
