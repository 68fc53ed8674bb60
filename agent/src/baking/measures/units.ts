/** Milliliters in a US customary cup: 8 US fluid ounces (NIST Handbook 44, appendix C). */
const US_CUP_ML = 236.588;
/** Grams in an avoirdupois ounce (NIST Handbook 44, appendix C). */
const OUNCE_G = 28.349523;
/** Milliliters in an imperial fluid ounce (Weights and Measures Act 1985). */
const IMPERIAL_FL_OZ_ML = 28.413;

/** Milliliters in the measures of the weight table. */
export const VOLUME_ML = {
  cup: US_CUP_ML,
  tbsp: US_CUP_ML / 16,
  tsp: US_CUP_ML / 48,
} as const;

export type Unit = {
  readonly symbol: string;
  readonly kind: 'volume' | 'weight';
  /** Milliliters (volumes) or grams (weights) in one. */
  readonly size: number;
  readonly names: readonly string[];
};

/** Kitchen measures, US customary unless the name says otherwise. */
const UNITS = {
  ml: { kind: 'volume', size: 1, names: ['milliliter', 'millilitre'] },
  cl: { kind: 'volume', size: 10, names: ['centiliter', 'centilitre'] },
  dl: { kind: 'volume', size: 100, names: ['deciliter', 'decilitre'] },
  l: { kind: 'volume', size: 1000, names: ['liter', 'litre'] },
  // Sets of measuring spoons have a pinch of 1/16 and a dash of 1/8 teaspoon.
  pinch: { kind: 'volume', size: US_CUP_ML / 768, names: ['pinche'] },
  dash: { kind: 'volume', size: US_CUP_ML / 384, names: ['dashe'] },
  tsp: { kind: 'volume', size: VOLUME_ML.tsp, names: ['teaspoon'] },
  tbsp: { kind: 'volume', size: VOLUME_ML.tbsp, names: ['tablespoon', 'tbs'] },
  'fl oz': { kind: 'volume', size: US_CUP_ML / 8, names: ['fluid ounce', 'floz'] },
  cup: { kind: 'volume', size: US_CUP_ML, names: ['c', 'us cup'] },
  'metric cup': { kind: 'volume', size: 250, names: [] },
  pint: { kind: 'volume', size: US_CUP_ML * 2, names: ['pt'] },
  'imperial pint': { kind: 'volume', size: IMPERIAL_FL_OZ_ML * 20, names: ['uk pint'] },
  quart: { kind: 'volume', size: US_CUP_ML * 4, names: ['qt'] },
  gallon: { kind: 'volume', size: US_CUP_ML * 16, names: ['gal'] },
  g: { kind: 'weight', size: 1, names: ['gram', 'gramme', 'gr'] },
  kg: { kind: 'weight', size: 1000, names: ['kilogram', 'kilo'] },
  oz: { kind: 'weight', size: OUNCE_G, names: ['ounce'] },
  lb: { kind: 'weight', size: OUNCE_G * 16, names: ['pound'] },
  // A stick of butter is a quarter of a pound.
  stick: { kind: 'weight', size: OUNCE_G * 4, names: [] },
} as const satisfies Record<string, Omit<Unit, 'symbol'>>;

const BY_NAME = new Map<string, Unit>(
  Object.entries(UNITS).flatMap(([symbol, { kind, size, names }]) =>
    [symbol, ...names].map((name) => [name, { symbol, kind, size, names }] as const),
  ),
);

/** All units, for error messages. */
export const UNIT_NAMES: readonly string[] = Object.keys(UNITS);

/** Finds a unit by any spelling: `Cups`, `tbsp.`, `grams`. */
export function findUnit(text: string): Unit | undefined {
  const name = text.trim().toLowerCase().replaceAll('.', '');
  return BY_NAME.get(name) ?? BY_NAME.get(name.replace(/s$/, ''));
}
