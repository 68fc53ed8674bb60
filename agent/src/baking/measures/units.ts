import { matchAt } from './numbers.ts';
import type { Region } from './regions.ts';
import { COUNTRY_NOTES, IMPERIAL_FL_OZ_ML, type UnitKind, UNITS } from './unit-table.ts';

/** A kitchen measure, of one country where they differ. */
export type Unit = {
  /** One for all spellings: "tbsp", "fl oz". */
  readonly symbol: string;
  readonly kind: UnitKind;
  /** Milliliters, grams or centimeters in one; 1 for what is counted. */
  readonly size: number;
  /** What a listener may take for something else, as a sentence: "An Australian tablespoon is 20 ml." */
  readonly note?: string;
};

/** Words before a unit that say whose it is. */
const WHOSE: readonly (readonly [RegExp, Region | 'imperial' | 'legal'])[] = [
  [/^(?:us|u\.s\.|usa|american|amerikanische\w*|américaine?|americana)\s+legal\s+/iu, 'legal'],
  [/^legal\s+/iu, 'legal'],
  [/^(?:us|u\.s\.|usa|american|customary|amerikanische\w*|américaine?|americana)\s+/iu, 'us'],
  [/^(?:imperial|imp\.?)\s+/iu, 'imperial'],
  [/^(?:uk|u\.k\.|british|english|britische\w*)\s+/iu, 'uk'],
  [/^(?:metric|metrische\w*|métrique)\s+/iu, 'metric'],
  [/^(?:au|aus|aussie|australian|australische\w*)\s+/iu, 'au'],
  [/^(?:nz|new zealand)\s+/iu, 'nz'],
  [/^(?:ca|canadian)\s+/iu, 'ca'],
  [/^(?:jp|japanese|japanische\w*)\s+/iu, 'jp'],
];

type UnitName = { readonly name: string; readonly symbol: string; readonly exact: boolean };

/** Names by their first letter, longest first: "cups" before "c". */
const BY_LETTER = new Map<string, UnitName[]>();
for (const [symbol, { names }] of Object.entries(UNITS)) {
  for (const written of [symbol, ...names.split('|')].filter(Boolean)) {
    const exact = written.startsWith('=');
    const name = exact ? written.slice(1) : written;
    const letter = name.charAt(0).toLowerCase();
    const others = BY_LETTER.get(letter) ?? [];
    BY_LETTER.set(letter, [...others, { name, symbol, exact }]);
  }
}
for (const names of BY_LETTER.values()) names.sort((a, b) => b.name.length - a.name.length);

/** Finds the unit that begins at a position of a text, and where it ends. */
export function unitAt(
  text: string,
  start: number,
  region: Region = 'us',
): { readonly unit: Unit; readonly end: number } | undefined {
  const rest = text.slice(start);
  for (const [pattern, whose] of WHOSE) {
    const words = pattern.exec(rest)?.[0];
    const found = words && nameAt(text, start + words.length);
    if (found) return { unit: unitOf(found.symbol, whose), end: found.end };
  }
  const found = nameAt(text, start);
  return found && { unit: unitOf(found.symbol, region), end: found.end };
}

function nameAt(text: string, start: number): { symbol: string; end: number } | undefined {
  const folded = text.toLowerCase();
  for (const { name, symbol, exact } of BY_LETTER.get(folded.charAt(start)) ?? []) {
    const isHere = exact ? text.startsWith(name, start) : folded.startsWith(name, start);
    const end = isHere ? endOfName(text, name, start + name.length) : undefined;
    if (end !== undefined) return { symbol, end };
  }
  return undefined;
}

const PLURAL = /(?:e?s|e?n)(?![\p{L}\p{N}])/uy;
const WORD_GOES_ON = /[\p{L}\p{N}]/uy;

/** Latin names end at a word's end, and may have a plural and a period; Japanese ones end anywhere. */
function endOfName(text: string, name: string, end: number): number | undefined {
  if (!/[a-zß-ü]$/u.test(name.toLowerCase())) return end;
  const plural = name.length > 2 ? matchAt(PLURAL, text.toLowerCase(), end) : undefined;
  const after = end + (plural?.[0].length ?? 0);
  if (matchAt(WORD_GOES_ON, text, after)) return undefined;
  return text.charAt(after) === '.' ? after + 1 : after;
}

/** Finds a unit by any spelling, in six languages: "Cups", "tbsp.", "EL", "c. à s.", "Australian tablespoon". */
export function findUnit(text: string, region: Region = 'us'): Unit | undefined {
  const name = text.normalize('NFKC').trim();
  const found = unitAt(name, 0, region);
  return found?.end === name.length ? found.unit : undefined;
}

function unitOf(symbol: string, whose: Region | 'imperial' | 'legal'): Unit {
  const { kind, size, note } = UNITS[symbol] ?? { kind: 'count', size: 1 };
  if (whose === 'legal' && symbol === 'cup') {
    return { symbol, kind, size: 240, note: 'A US legal cup is 240 ml.' };
  }
  if (whose === 'imperial' && symbol === 'cup') {
    return { symbol, kind, size: 10 * IMPERIAL_FL_OZ_ML, note: 'An imperial cup is 284 ml.' };
  }
  const region = whose === 'imperial' ? 'uk' : whose === 'legal' ? 'us' : whose;
  const said = COUNTRY_NOTES[symbol]?.[region] ?? note;
  return {
    symbol,
    kind,
    size: typeof size === 'number' ? size : (size[region] ?? size.metric),
    ...(said !== undefined && { note: said }),
  };
}
