import type { RecipeIngredient } from '@bakebot/protocol';
import { matchAt, tidyText } from '../measures/numbers.ts';
import { type Unit, unitAt } from '../measures/units.ts';
import { rangeAt } from './range-at.ts';
import { writeAmount } from './write-amount.ts';

/** English units that have a plural. */
const INFLECTED =
  /^(cup|tablespoon|teaspoon|ounce|pound|gram|kilogram|liter|litre|stick|pint|quart)(s?)$/iu;

/**
 * Multiplies the amounts of ingredients in a step: those with a weight or a volume, and counts of what the recipe counts. Times,
 * temperatures, pans and pieces stay.
 */
export function scaleStep(
  step: string,
  factor: number,
  ingredients: readonly RecipeIngredient[],
): string {
  if (factor === 1) return step;
  const text = tidyText(step);
  const counted = ingredients.filter(({ unit, amount }) => unit === '' && amount !== undefined);
  const names = new Set(counted.flatMap(({ name }) => wordsOf(name)));
  let scaled = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const found = amountAt(text, at, names);
    if (!found) continue;
    const { value, upTo, to, end, unitEnd, unit } = found;
    const range = upTo === undefined ? '' : `${to}${writeAmount(upTo * factor)}`;
    const written = inflected(text.slice(end, unitEnd), (upTo ?? value) * factor, unit);
    scaled += `${text.slice(done, at)}${writeAmount(value * factor)}${range}${written}`;
    done = unitEnd;
    at = unitEnd - 1;
  }
  return scaled + text.slice(done);
}

function amountAt(text: string, start: number, counted: ReadonlySet<string>) {
  const range = rangeAt(text, start);
  if (!range) return undefined;
  const gap = matchAt(/[\s-]?/uy, text, range.end)?.[0] ?? '';
  const measure = unitAt(text, range.end + gap.length);
  const isMeasured = measure?.unit.kind === 'weight' || measure?.unit.kind === 'volume';
  if (measure && isMeasured) return { ...range, unitEnd: measure.end, unit: measure.unit };
  const next = matchAt(/\s?(?:large |medium |small )?\p{L}+/uy, text, range.end)?.[0] ?? '';
  const word = wordsOf(next).at(-1);
  return word !== undefined && counted.has(word)
    ? { ...range, unitEnd: range.end, unit: undefined }
    : undefined;
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
