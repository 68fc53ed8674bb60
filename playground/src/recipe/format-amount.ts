/** Fractions found on measuring cups and spoons. */
const FRACTIONS: readonly (readonly [number, string])[] = [
  [1 / 8, '⅛'],
  [1 / 4, '¼'],
  [1 / 3, '⅓'],
  [1 / 2, '½'],
  [2 / 3, '⅔'],
  [3 / 4, '¾'],
];

/** Largest distance from a fraction that rounds to it: a scaled recipe has 0.333 cups. */
const TOLERANCE = 0.01;

/** Metric units, written as decimals. */
const DECIMAL_UNITS = new Set(['g', 'kg', 'ml', 'l', 'cl', 'dl', 'mg']);

/** @returns the amount as a recipe writes it: `1 ½ cups`, `200 g`, `2` */
export function formatAmount(amount: number | undefined, unit: string): string {
  if (amount === undefined) return unit;
  const number = DECIMAL_UNITS.has(unit) ? toDecimal(amount) : toFraction(amount);
  return unit ? `${number} ${unit}` : number;
}

function toFraction(amount: number): string {
  const whole = Math.floor(amount + TOLERANCE);
  const rest = amount - whole;
  if (Math.abs(rest) <= TOLERANCE) return `${whole}`;
  const fraction = FRACTIONS.find(([value]) => Math.abs(rest - value) <= TOLERANCE)?.[1];
  if (!fraction) return toDecimal(amount);
  return whole === 0 ? fraction : `${whole} ${fraction}`;
}

function toDecimal(amount: number): string {
  return `${Number(amount.toFixed(amount < 10 ? 1 : 0))}`;
}
