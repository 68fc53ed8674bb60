/** Millilitres in a US customary cup: 8 US fluid ounces (NIST Handbook 44, appendix C). */
const US_CUP_ML = 236.588;
/** Grams in an avoirdupois ounce (NIST Handbook 44, appendix C). */
const OUNCE_G = 28.349523;

export type Unit = {
  readonly symbol: string;
  readonly kind: 'volume' | 'weight';
  /** Millilitres (volumes) or grams (weights) in one. */
  readonly size: number;
  readonly names: readonly string[];
};

/** Kitchen measures: volumes in ml, weights in g. US customary unless the name says otherwise. */
const UNITS = {
  ml: { kind: 'volume', size: 1, names: ['milliliter', 'millilitre'] },
  dl: { kind: 'volume', size: 100, names: ['deciliter', 'decilitre'] },
  l: { kind: 'volume', size: 1000, names: ['liter', 'litre'] },
  tsp: { kind: 'volume', size: US_CUP_ML / 48, names: ['teaspoon'] },
  tbsp: { kind: 'volume', size: US_CUP_ML / 16, names: ['tablespoon'] },
  'fl oz': { kind: 'volume', size: US_CUP_ML / 8, names: ['fluid ounce', 'floz'] },
  cup: { kind: 'volume', size: US_CUP_ML, names: ['c'] },
  pint: { kind: 'volume', size: US_CUP_ML * 2, names: ['pt'] },
  quart: { kind: 'volume', size: US_CUP_ML * 4, names: ['qt'] },
  gallon: { kind: 'volume', size: US_CUP_ML * 16, names: ['gal'] },
  g: { kind: 'weight', size: 1, names: ['gram', 'gramme', 'gr'] },
  kg: { kind: 'weight', size: 1000, names: ['kilogram', 'kilo'] },
  oz: { kind: 'weight', size: OUNCE_G, names: ['ounce'] },
  lb: { kind: 'weight', size: OUNCE_G * 16, names: ['pound'] },
} as const satisfies Record<string, Omit<Unit, 'symbol'>>;

const BY_NAME = new Map<string, Unit>(
  Object.entries(UNITS).flatMap(([symbol, { kind, size, names }]) =>
    [symbol, ...names].map((name) => [name, { symbol, kind, size, names }] as const),
  ),
);

/** Millilitres in a cup, for weights that are given by the cup. */
export const CUP_ML: number = US_CUP_ML;

/** Names of all units, for a tool's description. */
export const UNIT_NAMES: readonly string[] = Object.keys(UNITS);

/** Finds a unit however it is written: `Cups`, `tbsp.`, `grams`. */
export function findUnit(text: string): Unit | undefined {
  const name = text.trim().toLowerCase().replaceAll('.', '');
  return BY_NAME.get(name) ?? BY_NAME.get(name.replace(/s$/, ''));
}
