/** Fractions of measuring spoons and cups. */
const FRACTIONS: readonly (readonly [value: number, written: string])[] = [
  [0, ''],
  [1 / 8, '1/8'],
  [1 / 4, '1/4'],
  [1 / 3, '1/3'],
  [3 / 8, '3/8'],
  [1 / 2, '1/2'],
  [5 / 8, '5/8'],
  [2 / 3, '2/3'],
  [3 / 4, '3/4'],
  [7 / 8, '7/8'],
  [1, ''],
];

/** Largest deviation, as a share, at which an amount may be written as the fraction beside it. */
const CLOSE = 0.02;
/** Amounts from here on are not written with fractions. */
const MAX_MIXED = 10;

/** Writes an amount as recipes do: "1 1/2", "0.35", "240". */
export function writeAmount(amount: number): string {
  const whole = Math.floor(amount);
  const distance = ([value]: (typeof FRACTIONS)[number]) => Math.abs(whole + value - amount);
  const [found] = FRACTIONS.filter(
    (each) => distance(each) <= CLOSE * amount && whole + each[0] > 0,
  ).toSorted((a, b) => distance(a) - distance(b));
  if (found && amount < MAX_MIXED) {
    const [value, written] = found;
    const full = whole + Math.floor(value);
    return [full > 0 || written === '' ? String(full) : '', written].filter(Boolean).join(' ');
  }
  return String(roundAmount(amount));
}

/** Rounds to a kitchen's precision: from 20 on to whole numbers, below to two or three digits. Never to 0. */
export function roundAmount(amount: number): number {
  return amount >= 20 ? Math.round(amount) : Number(amount.toPrecision(amount >= 1 ? 3 : 2));
}
