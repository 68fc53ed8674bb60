import { roundForCook } from '../measures/convert-measure.ts';
import { densityOf } from '../measures/ingredients/ingredients.ts';
import { findUnit, type Unit } from '../measures/units.ts';
import { allergensIn, isAvoided } from './allergens.ts';
import {
  SUBSTITUTION_ALIASES,
  SUBSTITUTION_SOURCES,
  SUBSTITUTION_TABLE,
} from './substitution-table.ts';

type Part = { readonly amount: number; readonly unit: string; readonly name: string };

export type Substitution = {
  readonly instead_of: Part;
  readonly use: readonly Part[];
  /** What is different in the result, and how to use it. */
  readonly changes: string;
  readonly allergens: readonly string[];
  readonly source: string;
};

export type SubstitutionSearch =
  | { readonly found: 'some'; readonly options: readonly Substitution[] }
  /** The table knows some, but all have what must be avoided. */
  | { readonly found: 'avoided'; readonly allergens: readonly string[] }
  /** Up to three names that are close. */
  | { readonly found: 'none'; readonly near: readonly string[] };

const SUBSTITUTIONS: readonly Substitution[] = SUBSTITUTION_TABLE.map(
  ({ source, insteadOf, use, changes }) => {
    const parts = use.map(parsePart);
    return {
      instead_of: parsePart(insteadOf),
      use: parts,
      changes,
      allergens: [...new Set(parts.flatMap(({ name }) => allergensIn(name)))],
      source: SUBSTITUTION_SOURCES[source],
    };
  },
);

/** All ingredients with a substitute. */
export const SUBSTITUTABLE: readonly string[] = [
  ...new Set(SUBSTITUTIONS.map(({ instead_of: { name } }) => name)),
];

export type Wanted = {
  /** How much the recipe wants. Substitutes keep the table's amounts where it cannot be compared with them. */
  readonly amount?: { readonly amount: number; readonly unit: string } | undefined;
  /** Allergies and diets: "dairy", "vegan", "banana". */
  readonly avoid?: readonly string[];
};

/** Finds substitutes for an ingredient, for the wanted amount and without what must be avoided. */
export function findSubstitutions(
  ingredient: string,
  { amount, avoid = [] }: Wanted = {},
): SubstitutionSearch {
  const name = nameOf(ingredient);
  const known = SUBSTITUTIONS.filter(({ instead_of }) => keyOf(instead_of.name) === name);
  if (known.length === 0) return { found: 'none', near: nearNames(name) };
  const allowed = known.filter(({ use }) => !use.some((part) => isAvoided(part.name, avoid)));
  if (allowed.length === 0) {
    return {
      found: 'avoided',
      allergens: [...new Set(known.flatMap(({ allergens }) => allergens))],
    };
  }
  return { found: 'some', options: allowed.map((each) => (amount ? scaleTo(each, amount) : each)) };
}

/** Words that do not change what can stand in for an ingredient. */
const QUALIFIERS =
  /\b(?:unsalted|salted|sweet cream|large|medium|organic|softened|melted|cold|packed|sifted|good|the|some|of)\b/gu;

const ALIASES = new Map(
  Object.entries(SUBSTITUTION_ALIASES).map(([alias, name]) => [keyOf(alias), keyOf(name)]),
);
const KEYS = new Set(SUBSTITUTABLE.map(keyOf));

function nameOf(said: string): string {
  const whole = keyOf(said);
  const bare = keyOf(said.toLowerCase().replaceAll(QUALIFIERS, ' '));
  for (const key of [whole, bare]) {
    if (KEYS.has(key)) return key;
    const alias = ALIASES.get(key);
    if (alias !== undefined) return alias;
  }
  return bare;
}

/** A name without accents, hyphens, apostrophes and plurals. */
function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => word.replace(/([^s])s$/u, '$1'))
    .join(' ');
}

const MAX_NEAR = 3;

function nearNames(key: string): string[] {
  const words = key.split(' ');
  return SUBSTITUTABLE.map((name) => ({
    name,
    shared: keyOf(name)
      .split(' ')
      .filter((word) => words.includes(word)).length,
  }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, MAX_NEAR)
    .map(({ name }) => name);
}

/** Grams of one piece. USDA SR Legacy 01123, 01124, 01125: large. */
const PIECE_G: Readonly<Record<string, number>> = { egg: 50, 'egg white': 33, 'egg yolks': 17 };

/** Grams of one unit of an ingredient, if it is known. */
function gramsIn(unit: Unit | undefined, name: string): number | undefined {
  if (!unit) return PIECE_G[name];
  if (unit.kind === 'weight') return unit.size;
  const gramsPerMl = unit.kind === 'volume' ? densityOf(name) : undefined;
  return gramsPerMl === undefined ? undefined : unit.size * gramsPerMl;
}

function scaleTo(
  substitution: Substitution,
  wanted: { amount: number; unit: string },
): Substitution {
  const { instead_of: listed, use } = substitution;
  const [given, known] = [findUnit(wanted.unit), findUnit(listed.unit)];
  // "60 grms" is no count.
  if (!given && wanted.unit.trim() !== '') return substitution;
  const size =
    given?.kind === known?.kind
      ? (given?.size ?? 1) / (known?.size ?? 1)
      : ratio(given, known, listed.name);
  if (size === undefined) return substitution;
  const factor = (wanted.amount * size) / listed.amount;
  return {
    ...substitution,
    instead_of: { amount: wanted.amount, unit: given?.symbol ?? '', name: listed.name },
    use: use.map((part) =>
      scalePart(part, factor, given?.symbol === 'g' || given?.symbol === 'kg'),
    ),
  };
}

/** How many of the table's units one of the wanted is, by weight. */
function ratio(given: Unit | undefined, known: Unit | undefined, name: string): number | undefined {
  const [wantedG, listedG] = [gramsIn(given, name), gramsIn(known, name)];
  return wantedG === undefined || listedG === undefined ? undefined : wantedG / listedG;
}

/** A cook who weighs in grams gets grams where they are known; small volumes stay in spoons. */
function scalePart(part: Part, factor: number, inGrams: boolean): Part {
  const unit = findUnit(part.unit);
  const isWeighed = unit?.kind === 'weight' || part.unit === 'cup';
  const grams = inGrams && isWeighed ? gramsIn(unit, part.name) : undefined;
  return grams === undefined
    ? { ...part, amount: roundForCook(part.amount * factor) }
    : { amount: roundForCook(grams * part.amount * factor), unit: 'g', name: part.name };
}

function parsePart(written: string): Part {
  const [amount = '', second = '', ...rest] = written.split(' ');
  const unit = rest.length > 0 ? findUnit(second) : undefined;
  const isMeasure = unit?.kind === 'volume' || unit?.kind === 'weight';
  const name = isMeasure ? rest.join(' ') : [second, ...rest].join(' ');
  return { amount: Number(amount), unit: isMeasure ? unit.symbol : '', name };
}
