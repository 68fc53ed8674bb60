import { writeAmount } from './write-amount.ts';

/** What to do with a part of something that is counted. */
export type CountAdvice =
  /** One and a half eggs: beat two, use 75 g. */
  | {
      readonly do: 'beat';
      readonly part: 'egg' | 'white' | 'yolk';
      readonly count: number;
      readonly grams: number;
    }
  | { readonly do: 'round'; readonly count: number };

/** Grams of one, without shell. USDA SR Legacy 01123, 01124, 01125: large. */
const EGGS = [
  {
    part: 'white',
    grams: 33,
    names: /\begg whites?\b|\bEiweiße?\b|blancs? d['’](?:œ|oe)ufs?|\bclaras?\b|卵白/iu,
  },
  {
    part: 'yolk',
    grams: 17,
    names: /\begg yolks?\b|\bEigelbe?\b|jaunes? d['’](?:œ|oe)ufs?|\byemas?\b|卵黄/iu,
  },
  {
    part: 'egg',
    grams: 50,
    names: /\beggs?\b|\bEi(?:er)?\b|(?:œ|\boe)ufs?\b|\bhuevos?\b|卵|たまご/iu,
  },
] as const;

/** Share of one below which a part of a counted thing is nothing to measure. */
const WHOLE = 0.05;

/** Advice for an amount of something that is counted; undefined for whole numbers, and for parts that can be cut. */
export function countAdvice(amount: number, name: string): CountAdvice | undefined {
  const nearest = Math.round(amount);
  if (nearest > 0 && Math.abs(amount - nearest) < WHOLE) return undefined;
  const egg = EGGS.find(({ names }) => names.test(name));
  if (egg) {
    const { part, grams } = egg;
    return { do: 'beat', part, count: Math.ceil(amount), grams: Math.round(amount * grams) };
  }
  // Half an onion, a quarter of a lemon.
  if (/(?:^| )(?:1\/2|1\/4|3\/4)$/u.test(writeAmount(amount))) return undefined;
  return { do: 'round', count: Math.max(1, nearest) };
}
