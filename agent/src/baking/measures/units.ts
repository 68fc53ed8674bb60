import type { Region } from './regions.ts';
import { COUNTRY_NOTES, IMPERIAL_FL_OZ_ML, type UnitKind, UNITS, US_CUP_ML } from './unit-table.ts';

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

/** Milliliters in the measures of the weight table. */
export const VOLUME_ML = { cup: US_CUP_ML, tbsp: US_CUP_ML / 16, tsp: US_CUP_ML / 48 } as const;

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

const NAMES: readonly {
  readonly pattern: string;
  readonly symbol: string;
  readonly exact: boolean;
}[] = Object.entries(UNITS)
  .flatMap(([symbol, { names }]) =>
    [symbol, ...names.split('|')].filter(Boolean).map((name) => {
      const exact = name.startsWith('=');
      return { name: exact ? name.slice(1) : name, symbol, exact };
    }),
  )
  .toSorted((a, b) => b.name.length - a.name.length)
  .map(({ name, symbol, exact }) => ({ pattern: patternOf(name), symbol, exact }));

const SCANNERS = NAMES.map(({ pattern, symbol, exact }) => ({
  symbol,
  at: new RegExp(pattern, exact ? 'yu' : 'yiu'),
}));
/** One look for all names, before each is tried. */
const ANY = {
  exact: new RegExp(
    NAMES.filter(({ exact }) => exact)
      .map(({ pattern }) => pattern)
      .join('|'),
    'yu',
  ),
  folded: new RegExp(
    NAMES.filter(({ exact }) => !exact)
      .map(({ pattern }) => pattern)
      .join('|'),
    'yiu',
  ),
};

/** Latin names end at a word's end, and may have a plural and a period; Japanese ones end anywhere. */
function patternOf(name: string): string {
  const literal = name
    .replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll(' ', String.raw`\s*`);
  if (!/[a-zß-ü]$/iu.test(name)) return literal;
  const plural = name.length > 2 ? '(?:e?s|e?n)?' : '';
  return String.raw`${literal}${plural}\.?(?![\p{L}\p{N}])`;
}

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
  ANY.exact.lastIndex = start;
  ANY.folded.lastIndex = start;
  if (!ANY.exact.test(text) && !ANY.folded.test(text)) return undefined;
  for (const { symbol, at } of SCANNERS) {
    at.lastIndex = start;
    const match = at.exec(text);
    if (match) return { symbol, end: start + match[0].length };
  }
  return undefined;
}

/** All units, for error messages. */
export const UNIT_NAMES: readonly string[] = Object.keys(UNITS);

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
