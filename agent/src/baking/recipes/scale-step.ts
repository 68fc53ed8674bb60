import type { RecipeIngredient } from '@bakebot/protocol';
import { matchAt, tidyText } from '../measures/numbers.ts';
import type { Region } from '../measures/regions.ts';
import { type Unit, unitAt } from '../measures/units.ts';
import { type CardUnits, inUnits } from './card-units.ts';
import { rangeAt } from './range-at.ts';
import { writeAmount } from './write-amount.ts';

/** How a card differs from the recipe as it was written. */
export type CardView = { readonly factor: number; readonly units: CardUnits };

/** English units that have a plural. */
const INFLECTED =
  /^(cup|tablespoon|teaspoon|ounce|pound|gram|kilogram|liter|litre|stick|pint|quart)(s?)$/iu;

/**
 * Shows the amounts of ingredients in a step as the card does: those with a weight or a volume, and counts of what the recipe
 * counts. Times, temperatures, pans and pieces stay.
 * @param region whose cups and spoons the recipe has
 */
export function scaleStep(
  step: string,
  { factor, units }: CardView,
  ingredients: readonly RecipeIngredient[],
  region: Region = 'us',
): string {
  if (factor === 1 && units === 'as_written') return step;
  const text = tidyText(step);
  const counted = ingredients.filter(({ unit, amount }) => unit === '' && amount !== undefined);
  const names = new Set(counted.flatMap(({ name }) => wordsOf(name)));
  let shown = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const found = amountAt(text, at, names);
    if (!found || isOfEach(text.slice(0, at), text.slice(found.unitEnd))) continue;
    const { value, upTo, to, end, unitEnd, unit } = found;
    const scaled = {
      amount: value * factor,
      ...(upTo !== undefined && { upTo: upTo * factor }),
      unit: unit?.symbol ?? '',
      name: ingredientIn(text.slice(unitEnd), ingredients),
    };
    const inView = inUnits(scaled, units, region);
    const isSame = inView.unit === scaled.unit;
    const name = isSame ? text.slice(end, unitEnd) : ` ${inView.unit}`;
    const range = inView.upTo === undefined ? '' : `${to}${writeAmount(inView.upTo)}`;
    const written = inflected(name, inView.upTo ?? inView.amount, unit);
    shown += `${text.slice(done, at)}${writeAmount(inView.amount)}${range}${written}`;
    done = unitEnd;
    at = unitEnd - 1;
  }
  return shown + text.slice(done);
}

/** Most words after an amount among which its ingredient is looked for. */
const MAX_WORDS = 5;

/** The name of the ingredient that comes after an amount, as the recipe lists it; empty if it is none of them. */
function ingredientIn(after: string, ingredients: readonly RecipeIngredient[]): string {
  const next = new Set(wordsOf(after.split(/[,.;:]/u, 1)[0] ?? '').slice(0, MAX_WORDS));
  const named = ingredients.find(({ name }) => wordsOf(name).some((word) => next.has(word)));
  return named?.name ?? '';
}

function amountAt(text: string, start: number, counted: ReadonlySet<string>) {
  const range = rangeAt(text, start);
  if (!range) return undefined;
  const gap = matchAt(/[\s-]?/uy, text, range.end)?.[0] ?? '';
  const measure = unitAt(text, range.end + gap.length);
  const isMeasured = measure?.unit.kind === 'weight' || measure?.unit.kind === 'volume';
  // "A 14-ounce can" is a size.
  if (measure && isMeasured && gap === '-') return undefined;
  if (measure && isMeasured) return { ...range, unitEnd: measure.end, unit: measure.unit };
  // "Half the eggs" are half of those that are scaled already.
  if (range.value < 1 && /\p{L}/u.test(text.charAt(start))) return undefined;
  const next = matchAt(/\s?(?:large |medium |small )?\p{L}+/uy, text, range.end)?.[0] ?? '';
  const word = wordsOf(next).at(-1);
  return word !== undefined && counted.has(word)
    ? { ...range, unitEnd: range.end, unit: undefined }
    : undefined;
}

const PIECES =
  '(?:pieces?|balls?|portions?|rolls?|buns?|patties|rounds?|cups|molds?|Stücken?|Kugeln?|Portionen|morceaux|boules|porciones|bolas|trozos)';
const AT_A_TIME =
  /^(?:\s[^\s.,;]+){0,3}\s(?:at a time|auf einmal|nach und nach|à la fois|a la vez)\b|^[^\s。]*ずつ/iu;
const EACH_AFTER = new RegExp(
  String.raw`^[\s-](?:${PIECES}|each|apiece|per|pro|par|por|je)(?!\p{L})`,
  'iu',
);
const EACH_BEFORE = new RegExp(String.raw`${PIECES} (?:of|von|zu|à|de)(?: about)? $`, 'iu');

/** Whether an amount is that of each piece or each addition, which stays: "1 egg at a time", "balls of 30 g". */
function isOfEach(before: string, after: string): boolean {
  return AT_A_TIME.test(after) || EACH_AFTER.test(after) || EACH_BEFORE.test(before);
}

/** "2 cup" is "2 cups", and "1 cups" is "1 cup". */
function inflected(written: string, amount: number, unit: Unit | undefined): string {
  if (!unit) return written;
  const [, gap = '', name = ''] = /^([\s-]*)(.*)$/su.exec(written) ?? [];
  const [, one] = INFLECTED.exec(name) ?? [];
  if (one === undefined || gap === '-') return written;
  return `${gap}${amount > 1 ? `${one}s` : one}`;
}

function wordsOf(name: string): string[] {
  return (name.toLowerCase().match(/\p{L}+/gu) ?? [])
    .map((word) => word.replace(/s$/u, ''))
    .filter((word) => !SIZES.has(word));
}

const SIZES = new Set(['large', 'medium', 'small', 'of', 'the', 'and', 'or', 'fresh', 'ripe']);
