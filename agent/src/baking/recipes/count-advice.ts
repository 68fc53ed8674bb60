import { writeAmount } from './write-amount.ts';

/** Grams of one, without shell. USDA SR Legacy 01123, 01124, 01125: large. */
const EGGS: readonly (readonly [name: RegExp, grams: number, what: string])[] = [
  [/\begg whites?\b/iu, 33, 'egg white'],
  [/\begg yolks?\b/iu, 17, 'egg yolk'],
  [/\beggs?\b/iu, 50, 'egg'],
];

/** Share of one below which a part of a counted thing is nothing to measure. */
const WHOLE = 0.05;

/** What to do with a part of something that is counted: "Beat 2 eggs, and use 75 g."; undefined for whole numbers. */
export function countAdvice(amount: number, name: string): string | undefined {
  const nearest = Math.round(amount);
  if (nearest > 0 && Math.abs(amount - nearest) < WHOLE) return undefined;
  const egg = EGGS.find(([named]) => named.test(name));
  if (egg) {
    const [, grams, what] = egg;
    const beaten = Math.ceil(amount);
    return `Beat ${beaten} ${what}${beaten > 1 ? 's' : ''}, and use ${Math.round(amount * grams)} g.`;
  }
  // Halves and quarters of an onion can be cut.
  if (/[ 1]?[13]\/[24]$/u.test(writeAmount(amount))) return undefined;
  return `Use ${Math.max(1, nearest)}.`;
}
