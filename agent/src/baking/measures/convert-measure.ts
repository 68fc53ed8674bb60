import { notesOf, ouncesNote, siftedNote } from './conversion-notes.ts';
import { findIngredient, type Ingredient } from './ingredients/ingredients.ts';
import { hasNewWords } from './ingredients/ingredient-words.ts';
import { parseQuantity, type Quantity, type QuantityOptions } from './quantity.ts';
import { regionOf, type Region } from './regions.ts';
import { tidyText } from './numbers.ts';
import { type Unit, unitAt } from './units.ts';

export type MeasureQuestion = {
  /** As it was said: "1½ cups", "2 large eggs", "half a stick of butter". */
  readonly quantity: string;
  /** Unit that is wanted: "g", "cups", "eggs". */
  readonly to: string;
  /** Needed between volume, weight and pieces, unless the quantity names it. */
  readonly ingredient?: string | undefined;
};

export type ConversionFailure =
  | { readonly reason: 'quantity_unknown' }
  | { readonly reason: 'unit_unknown'; readonly unit: string }
  | { readonly reason: 'units_differ' }
  | { readonly reason: 'ingredient_needed' }
  | {
      readonly reason: 'ingredient_unknown';
      readonly ingredient: string;
      /** Up to three names that are close. */
      readonly near: readonly string[];
    }
  /** The name means several things; each with its own answer. */
  | {
      readonly reason: 'ingredient_ambiguous';
      readonly choices: readonly {
        readonly ingredient: string;
        readonly amount: number;
        readonly unit: string;
      }[];
    }
  /** The tables know the ingredient, but not by this measure. */
  | { readonly reason: 'weight_unknown'; readonly ingredient: string };

export type Conversion = {
  readonly amount: number;
  /** Of a range. */
  readonly upTo?: number;
  readonly unit: string;
  readonly ingredient?: string;
  /** Source of the ingredient's weight. */
  readonly source?: string;
  /** Where products or sources differ by more than `NOTABLE`. */
  readonly range?: readonly [low: number, high: number];
  /** What the answer takes for granted, as sentences. */
  readonly notes: readonly string[];
};

export type ConversionResult =
  | ({ readonly ok: true } & Conversion)
  | { readonly ok: false; readonly failure: ConversionFailure };

/** Converts kitchen measures: within a kind by definition, between volume, weight and pieces by the ingredient. */
export function convertMeasure(
  { quantity: said, to, ingredient }: MeasureQuestion,
  options: QuantityOptions = {},
): ConversionResult {
  const region = options.region ?? regionOf(options.locale ?? 'en');
  const parsed = parseQuantity(said, options);
  if (!parsed) return failed({ reason: 'quantity_unknown' });
  const quantity = contentsOf(withoutSecondMeasure(parsed, options));
  const target = readTarget(to, region);
  if (!target) return failed({ reason: 'unit_unknown', unit: to });
  const what = ingredientOf(quantity, ingredient ?? '', target.rest);
  const [from, wanted] = settleUnits(quantity.unit, target.unit, what);
  const isStick = [from?.symbol, wanted?.symbol].includes('stick');
  if (isStick && what !== '' && !isSoldInSticks(what, region)) {
    return failed({ reason: 'weight_unknown', ingredient: what });
  }
  if (from && from.kind === wanted?.kind && from.kind !== 'count') {
    return withinKind(quantity, from, wanted);
  }
  if ([from?.kind, wanted?.kind].includes('length')) return failed({ reason: 'units_differ' });
  const name = what || (isStick ? 'butter' : '');
  if (name === '') return failed({ reason: 'ingredient_needed' });
  const found = findIngredient(name, region);
  switch (found.found) {
    case 'none':
      return failed({ reason: 'ingredient_unknown', ingredient: name, near: found.near });
    case 'several':
      return ambiguous(found.choices, (each) => byIngredient(quantity, from, wanted, each, region));
    case 'one':
      return byIngredient(quantity, from, wanted, found.ingredient, region);
  }
}

/** Rounds to a kitchen's precision: from 20 on to whole numbers, below to two or three digits. */
export function roundForCook(amount: number): number {
  return amount >= 20 ? Math.round(amount) : Number(amount.toPrecision(amount >= 1 ? 3 : 2));
}

/** Rounds an amount of a unit: grams and milliliters as scales and jugs show them, others to hundredths. */
export function roundMeasure(amount: number, unit: string): number {
  if (amount < 1) return Number(amount.toPrecision(2));
  const decimals = ['g', 'ml', 'mg', 'mm'].includes(unit) ? (amount >= 20 ? 0 : 1) : 2;
  return Number(amount.toFixed(decimals));
}

function failed(failure: ConversionFailure): ConversionResult {
  return { ok: false, failure };
}

/** A stick of cinnamon or celery is no quarter of a pound. */
function isSoldInSticks(name: string, region: Region): boolean {
  const search = findIngredient(name, region);
  const fats = ['butter', 'margarine', 'vegetable shortening'];
  return search.found === 'one' && fats.includes(search.ingredient.name);
}

/** "2½ cups (300 g) flour": the same amount once more. */
function withoutSecondMeasure(quantity: Quantity, options: QuantityOptions): Quantity {
  const [whole = '', inner = ''] = /^\(([^()]*)\)\s*(?=.)/u.exec(quantity.rest) ?? [];
  const second = inner === '' ? undefined : parseQuantity(inner, options);
  return second?.unit && second.rest === ''
    ? { ...quantity, rest: quantity.rest.slice(whole.length) }
    : quantity;
}

const CONTAINER =
  /^(?:cans?|tins?|jars?|packages?|packets?|packs?|bags?|boxe?s?|cartons?|containers?|blocks?|bottles?|tubs?|dosen?|gläser|glas|pakete?|boîtes?|latas?|botes?|缶)(?: (?:of|de|d'))?\s+/iu;

/** "1 (14-ounce) can of milk", "two 400 g tins tomatoes": what is in them. */
function contentsOf({ dimension, ...quantity }: Quantity): Quantity {
  if (!dimension || dimension.unit.kind === 'length') return quantity;
  const amount = quantity.amount * dimension.amount;
  return { ...quantity, amount, unit: dimension.unit, rest: quantity.rest.replace(CONTAINER, '') };
}

/** "g", "cups of flour", "large eggs"; "eggs" alone asks for a number of them. */
function readTarget(to: string, region: Region) {
  const text = tidyText(to)
    .replace(/^(?:in|into|to|how many|a|an)\s/iu, '')
    .replace(/(?:,? please)?[?!,]*$/iu, '');
  const found = unitAt(text, 0, region);
  if (found) {
    return {
      unit: found.unit,
      rest: text
        .slice(found.end)
        .replace(/^\s*(?:of|de|d'|von)\s+/iu, '')
        .trim(),
    };
  }
  const isThing = text === '' || findIngredient(text, region).found === 'one';
  return isThing ? { unit: undefined, rest: text } : undefined;
}

/** The ingredient's words: those of the quantity count too, if they say more ("melted chocolate"). */
function ingredientOf({ rest }: Quantity, ingredient: string, target: string): string {
  if (ingredient === '') return rest === '' ? target : rest;
  if (!hasNewWords(rest, ingredient)) return ingredient;
  return hasNewWords(ingredient, rest) ? `${rest} ${ingredient}` : rest;
}

/** "8 oz in ml" are fluid ounces when nothing is named that could be weighed; "3 L eggs" are large. */
function settleUnits(from: Unit | undefined, to: Unit | undefined, what: string) {
  if (what !== '') return [from, to] as const;
  const fluid = unitAt('fl oz', 0)?.unit;
  if (from?.symbol === 'oz' && to?.kind === 'volume') return [fluid, to] as const;
  if (to?.symbol === 'oz' && from?.kind === 'volume') return [from, fluid] as const;
  return [from, to] as const;
}

function withinKind(quantity: Quantity, from: Unit, to: Unit): ConversionResult {
  return {
    ok: true,
    ...scaled(quantity, from.size / to.size),
    unit: to.symbol,
    notes: notesOf(quantity, from, to),
  };
}

function byIngredient(
  quantity: Quantity,
  from: Unit | undefined,
  to: Unit | undefined,
  ingredient: Ingredient,
  region: Region,
): ConversionResult {
  const [given, wanted] = [from, to].map((unit) => gramsIn(unit, ingredient, region));
  if (!given || !wanted) return failed({ reason: 'weight_unknown', ingredient: ingredient.name });
  const factors = given.values.flatMap((grams) => wanted.values.map((each) => grams / each));
  const [factor = 0] = factors;
  const [low, high] = [Math.min(...factors), Math.max(...factors)];
  const assumed = new Set([given.assumed, wanted.assumed].filter((note) => note !== undefined));
  return {
    ok: true,
    ...scaled(quantity, factor),
    unit: to?.symbol ?? 'piece',
    ingredient: ingredient.name,
    ...sourceOf(given.source ?? wanted.source),
    ...(high / low > NOTABLE &&
      quantity.upTo === undefined && {
        range: [quantity.amount * low, quantity.amount * high] as const,
      }),
    notes: [
      ...notesOf(quantity, from, to),
      ...assumed,
      ...ouncesNote(from, to, ingredient),
      ...siftedNote(quantity, from),
    ],
  };
}

/** Ratio of weights from which a range is told: less is the difference between two cooks' spoons. */
const NOTABLE = 1.08;
/** Ratio up to which things weigh alike. */
const ALIKE = 1.03;

function sourceOf(source: string | undefined) {
  return source === undefined ? {} : { source };
}

type Grams = {
  /** The first is the value, the others are what other sources say. */
  readonly values: readonly number[];
  readonly source?: string;
  readonly assumed?: string;
};

/** Grams of the ingredient in one of a unit, or in one piece. */
function gramsIn(
  unit: Unit | undefined,
  { name, weights }: Ingredient,
  region: Region,
): Grams | undefined {
  if (unit?.kind === 'weight') return { values: [unit.size] };
  if (unit?.kind === 'volume') {
    const volumes = weights.flatMap(({ grams, ml, source }) =>
      ml === undefined ? [] : [{ grams: (grams / ml) * unit.size, source }],
    );
    return withSource(volumes);
  }
  const pieces = weights.filter(
    ({ piece, regions }) => piece !== undefined && (regions?.includes(region) ?? true),
  );
  const kinds = new Set(pieces.map(({ piece }) => piece));
  const isBare = unit === undefined || unit.symbol === 'piece';
  const usual =
    kinds.size === 1 ? [...kinds].flatMap((kind) => kind ?? []) : usualSizes(name, region);
  const sizes = isBare ? usual : [unit.symbol];
  for (const size of sizes) {
    const first = pieces.find(({ piece }) => piece === size);
    if (!first) continue;
    const assumed = sizes.length > 1 && size !== 'piece' ? { assumed: `Taken as ${size}.` } : {};
    return { values: [first.grams], source: first.source, ...assumed };
  }
  return undefined;
}

function withSource(weights: readonly { grams: number; source: string }[]): Grams | undefined {
  const [first] = weights;
  return first && { values: weights.map(({ grams }) => grams), source: first.source };
}

/** Recipes mean large eggs in the USA, medium ones elsewhere; of fruit the medium one. */
function usualSizes(name: string, region: Region): readonly string[] {
  const isLarge = name.startsWith('egg') && (region === 'us' || region === 'ca');
  return isLarge ? ['piece', 'large', 'medium'] : ['piece', 'medium', 'large'];
}

function scaled({ amount, upTo }: Quantity, factor: number) {
  return { amount: amount * factor, ...(upTo !== undefined && { upTo: upTo * factor }) };
}

function ambiguous(
  choices: readonly Ingredient[],
  convert: (ingredient: Ingredient) => ConversionResult,
): ConversionResult {
  const results = choices.map(convert).filter((result) => result.ok);
  const [first] = results;
  const amounts = results.map(({ amount }) => amount);
  // One of them is sold by this measure, or all weigh alike: there is nothing to ask.
  if (first && Math.max(...amounts) / Math.min(...amounts) < ALIKE) return first;
  const answers = results.map(({ ingredient = '', amount, unit }) => ({
    ingredient,
    amount,
    unit,
  }));
  return failed({ reason: 'ingredient_ambiguous', choices: answers });
}
