import { matchAt, numberAt, tidyText } from './numbers.ts';
import { hasDecimalComma, type Region, regionOf } from './regions.ts';
import { type Unit, unitAt } from './units.ts';

/** An amount of something, as people say and write it: "1½ cups of flour", "2–3 eggs", "大さじ2 砂糖". */
export type Quantity = {
  /** Positive; of a range the lower end. */
  readonly amount: number;
  /** The upper end of a range. */
  readonly upTo?: number;
  /** Missing for what is counted: "2 eggs". */
  readonly unit?: Unit;
  /** A size between the amount and what is counted: "8-inch" of "two 8-inch rounds". */
  readonly dimension?: { readonly amount: number; readonly unit: Unit };
  /** Spoons and cups that are not level. */
  readonly filled?: 'heaped' | 'scant';
  /** The other words, as they were said: "flour, sifted". */
  readonly rest: string;
};

export type QuantityOptions = {
  /** BCP 47; decides on cups, spoons and the decimal comma. */
  readonly locale?: string;
  /** Overrides the locale's. */
  readonly region?: Region;
};

const ABOUT =
  /(?:about|approximately|approx\.?|around|roughly|circa|ca\.|etwa|ungefähr|rund|environ|unos|unas|aproximadamente|約)\s?/iuy;
const HEAPED =
  /(?:heaped|heaping|rounded|generous|gehäufte\w*|geh\.|bombée?s?|colmad[ao]s?|山盛り)\s?/iuy;
const SCANT = /(?:scant|knappe?\w*|escas[ao]s?)\s/iuy;
const LEVEL = /(?:level|flat|gestrichene\w*|gestr\.|rases?|ras(?= )|ras[ao]s?|すりきり)\s?/iuy;
const TO = /\s?(?:-|–|—|~|〜|to|or|bis|oder|à|ou|a|o|から)\s?/iuy;
const OF = /\s?(?:of(?: the)?|de la|de|du|des|d'|von|の)(?:\s|(?<=['の]))/iuy;
const PLURAL_MARK = /\(e?n?s\)/iuy;
const TAIL_HALF =
  /\s?(?:and a half|and a quarter|und eine halbe|et demie?|y media|y medio|半)(?!\p{L})/iuy;
const PLUS = /(?:plus|and|und|et|y|\+|&|,)\s?/iuy;
const LESS = /(?:minus|less|weniger|moins|menos)\s/iuy;
const EGG_SIZE =
  /\s\(?(?:(?:größe|gr\.|size|taille|calibre|talla) )?(S|M|L|XL)\)?(?:サイズ|$)|\s(grandes?|gro(?:ß|ss)e?|medianos?|moyens?|pequeños?|petits?)$/iu;
const EGG_SIZES: Readonly<Record<string, string>> = {
  S: 'small',
  M: 'medium',
  L: 'large',
  XL: 'extra large',
};
const TIMES = /\s?(?:x|×|\*)\s?(?=\d)/iuy;

/**
 * Reads the quantity of a text, or returns undefined when there is none. Never throws; its numbers are finite and
 * above 0.
 *
 * Written here because no library does it: parse-ingredient 3.0 reads "1-1/2 cups" as 1 to ½, "1,5 dl" as 15 and "c. à s." as a
 * cup; recipe-ingredient-parser-v3 reads "1-1/2 cups" as 1 cup. Neither reads "half a stick" or Japanese.
 */
export function parseQuantity(text: string, options: QuantityOptions = {}): Quantity | undefined {
  const { locale = 'en' } = options;
  const context = {
    region: options.region ?? regionOf(locale),
    decimalComma: options.locale !== undefined && hasDecimalComma(locale),
  };
  const tidy = tidyText(text.slice(0, MAX_LENGTH));
  const first = leading(tidy, context) ?? inside(tidy, context);
  const found = first && withSize(withMore(first, context), context);
  if (!found) return undefined;
  const { amount, upTo = 0 } = found;
  return amount > 0 && Number.isFinite(amount) && Number.isFinite(upTo) ? found : undefined;
}

/** Longest text that is read, in characters: an ingredient's line. */
const MAX_LENGTH = 300;

type Context = { readonly region: Region; readonly decimalComma: boolean };

function leading(text: string, context: Context): Quantity | undefined {
  const start = skip(text, 0, ABOUT);
  const bare = unitBefore(text, start, context);
  if (bare) return bare;
  const first = numberAt(text, start, context.decimalComma);
  return first ? afterNumber(text, first, context) : measureAlone(text, start, context);
}

function afterNumber(
  text: string,
  first: { value: number; end: number },
  context: Context,
): Quantity {
  const times = matchAt(TIMES, text, first.end);
  if (times) {
    const each = leading(text.slice(first.end + times[0].length), context);
    if (each && each.unit?.kind !== 'length') {
      return { ...each, amount: first.value * each.amount };
    }
  }
  const range = rangeAfter(text, first, context);
  const amounts = { amount: first.value, ...(range && { upTo: range.value }) };
  const size = dimensionAfter(text, range?.end ?? first.end, context);
  if (size) return { ...amounts, dimension: size.dimension, rest: text.slice(size.end).trim() };
  return { ...amounts, ...unitAfter(text, range?.end ?? first.end, first.value, context) };
}

/** "1 lb 8 oz", "1 cup plus 2 tablespoons". */
function withMore(quantity: Quantity, context: Context): Quantity {
  const { unit, rest } = quantity;
  const less = matchAt(LESS, rest, 0)?.[0].length;
  const at = less ?? matchAt(PLUS, rest, 0)?.[0].length ?? 0;
  const more =
    unit && /^\p{L}*\d|^\p{L}/u.test(rest.slice(at))
      ? numbered(rest.slice(at), context)
      : undefined;
  if (!unit || !more?.unit || more.unit.kind !== unit.kind || unit.kind === 'count')
    return quantity;
  const added = (more.amount * more.unit.size) / unit.size;
  const amount = quantity.amount + (less === undefined ? added : -added);
  return { ...quantity, amount, rest: more.rest };
}

function numbered(text: string, context: Context): Quantity | undefined {
  const first = numberAt(text, 0, context.decimalComma);
  return first && afterNumber(text, first, context);
}

/** The letter on a box of eggs: "3 Eier (M)", "2 Eier Größe L", "卵 Mサイズ 2個". */
function withSize(quantity: Quantity, { region }: Context): Quantity {
  const isCounted = quantity.unit === undefined || quantity.unit.symbol === 'piece';
  const match = isCounted ? EGG_SIZE.exec(quantity.rest) : null;
  const name = EGG_SIZES[match?.[1] ?? ''] ?? match?.[2];
  const unit = name === undefined ? undefined : unitAt(name, 0, region)?.unit;
  if (!match || !unit) return quantity;
  return { ...quantity, unit, rest: quantity.rest.replace(match[0], ' ').trim() };
}

function rangeAfter(text: string, first: { value: number; end: number }, context: Context) {
  const to = matchAt(TO, text, first.end);
  const second = to && numberAt(text, first.end + to[0].length, context.decimalComma);
  return second && second.value > first.value ? second : undefined;
}

/** "8-inch" between the count and the thing: "two 8-inch rounds", "1 (9 inch) pie crust". */
function dimensionAfter(text: string, start: number, context: Context) {
  const at = skip(text, start, /\s?\(?/uy);
  const number = at > start ? numberAt(text, at, context.decimalComma) : undefined;
  const found = number && unitAt(text, skip(text, number.end, /[\s-]?/uy), context.region);
  if (!number || number.value <= 0 || !found || found.unit.kind === 'count') return undefined;
  const end = skip(text, found.end, /\)?/uy);
  return { dimension: { amount: number.value, unit: found.unit }, end };
}

type Measured = Pick<Quantity, 'unit' | 'filled' | 'rest'> & { readonly amount?: number };

function unitAfter(text: string, start: number, amount: number, context: Context): Measured {
  let at = skip(text, start, /[\s-]?/uy);
  const before = manner(text, at);
  at = before.end;
  const found = unitAt(text, at, context.region);
  if (!found) return { ...before.filled, rest: text.slice(at).trim() };
  at = skip(text, skip(text, found.end, PLURAL_MARK), /\s?/uy);
  const after = manner(text, at);
  const filled = { ...before.filled, ...after.filled };
  const half = matchAt(TAIL_HALF, text, found.end);
  const more = half && { amount: amount + (/quarter/iu.test(half[0]) ? 0.25 : 0.5) };
  at = half ? found.end + half[0].length : after.end;
  at = skip(text, skip(text, at, /\s?/uy), OF);
  return { ...more, unit: found.unit, ...filled, rest: text.slice(at).trim() };
}

function manner(text: string, start: number) {
  for (const [pattern, filled] of [
    [HEAPED, 'heaped'],
    [SCANT, 'scant'],
    [LEVEL, undefined],
  ] as const) {
    const match = matchAt(pattern, text, start);
    if (match) return { end: start + match[0].length, filled: filled && { filled } };
  }
  return { end: start, filled: undefined };
}

/** Japanese names the spoon first: 大さじ2. */
function unitBefore(text: string, start: number, context: Context): Quantity | undefined {
  const spoon = matchAt(/(?:大さじ|小さじ|大匙|小匙|カップ)/uy, text, start);
  const found = spoon && unitAt(text, start, context.region);
  if (!found) return undefined;
  const filled = manner(text, skip(text, found.end, /\s?/uy));
  const number = numberAt(text, filled.end, context.decimalComma);
  if (!number) return undefined;
  const range = rangeAfter(text, number, context);
  const at = skip(text, range?.end ?? number.end, /(?:杯|強|弱)?\s?(?:半)?\s?の?\s?/uy);
  const half = /半/u.test(text.slice(number.end, at)) ? 0.5 : 0;
  return {
    amount: number.value + half,
    ...(range && { upTo: range.value }),
    unit: found.unit,
    ...filled.filled,
    rest: text.slice(at).trim(),
  };
}

/** "A pinch" has its number; "pinch of salt", 塩少々 and "knob of butter" have none. */
function measureAlone(text: string, start: number, context: Context): Quantity | undefined {
  const found = unitAt(text, start, context.region);
  if (!found) return undefined;
  const half = matchAt(TAIL_HALF, text, found.end);
  const alone = ['pinch', 'dash', 'knob', 'smidgen', 'tad', 'stick'].includes(found.unit.symbol);
  if (!half && !alone) return undefined;
  const end = found.end + (half?.[0].length ?? 0);
  const at = skip(text, skip(text, end, /\s?/uy), OF);
  return { amount: half ? 1.5 : 1, unit: found.unit, rest: text.slice(at).trim() };
}

/** The quantity behind what it is of: "flour, 2 cups", "Mehl 200 g", 砂糖大さじ2. */
function inside(text: string, context: Context): Quantity | undefined {
  for (let at = 1; at < text.length; at++) {
    if (!beginsHere(text, at)) continue;
    const before = text.slice(0, at).replace(/[\s,:;(の]+$/u, '');
    const found = leading(text.slice(at), context);
    const isMeasure = found?.unit !== undefined && found.unit.symbol !== 'inch';
    if (!found || !isMeasure || !/\p{L}/u.test(before)) continue;
    const after = found.rest.replace(/^[\s,;)]+/u, '');
    return { ...found, rest: after === '' ? before : `${before} ${after}` };
  }
  return undefined;
}

function beginsHere(text: string, at: number): boolean {
  const [before, here] = [text.charAt(at - 1), text.charAt(at)];
  if (/[大小カ少ひつ一]/u.test(here)) return true;
  return /\d/u.test(here)
    ? !/[\d.,/]/u.test(before)
    : /[\s,:(]/u.test(before) && /\p{L}/u.test(here);
}

function skip(text: string, start: number, pattern: RegExp): number {
  return start + (matchAt(pattern, text, start)?.[0].length ?? 0);
}
