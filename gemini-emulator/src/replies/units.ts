/** A kitchen measure. */
export type Unit = {
  readonly symbol: string;
  readonly kind: 'volume' | 'weight';
  /** Millilitres or grams in one. */
  readonly size: number;
  /** Singular and plural as they are said after an amount. */
  readonly spoken: readonly [one: string, many: string];
  /** A pattern of what people write, and of what the emulator's ear makes of it. */
  readonly pattern: string;
};

/** US customary measures, as most recipes in English use them. Longer names stand before the shorter that they contain. */
const UNITS: readonly Unit[] = [
  unit('ml', 'volume', 1, 'millilitre', 'ml|millilit(?:er|re)s?|milliliters?|mill?e?liters?'),
  unit('l', 'volume', 1000, 'litre', 'l|lit(?:er|re)s?'),
  unit('tbsp', 'volume', 14.787, 'tablespoon', String.raw`tbsp|tbs|table ?spoons?|tame or s\w+`),
  unit('tsp', 'volume', 4.929, 'teaspoon', 'tsp|tea ?spoons?'),
  unit('fl oz', 'volume', 29.574, 'fluid ounce', 'fl oz|fluid ounces?'),
  unit('cup', 'volume', 236.588, 'cup', 'cups?|caps?'),
  unit('kg', 'weight', 1000, 'kilogram', 'kg|kilo(?:gram)?s?'),
  unit('g', 'weight', 1, 'gram', 'g|grams?|grammes?|rams?|brands?|brams?|ramps?|dams?'),
  unit('oz', 'weight', 28.35, 'ounce', 'oz|ounces?'),
  unit('lb', 'weight', 453.592, 'pound', 'lbs?|pounds?'),
];

function unit(
  symbol: string,
  kind: Unit['kind'],
  size: number,
  one: string,
  pattern: string,
): Unit {
  return { symbol, kind, size, spoken: [one, `${one}s`], pattern };
}

/** Matches any unit, without a capturing group. */
export const ANY_UNIT: string = `(?:${UNITS.map(({ pattern }) => pattern).join('|')})`;

/** Finds a unit however it is written or was heard: `Cups`, `tbsp`, `rams`. */
export function findUnit(text: string): Unit | undefined {
  return UNITS.find(({ pattern }) => new RegExp(`^(?:${pattern})$`, 'iu').test(text.trim()));
}

/** All the names under which a tool may know a unit, the likeliest first. */
export function namesOfUnit({ symbol, spoken }: Unit): readonly string[] {
  return [symbol, ...spoken];
}
