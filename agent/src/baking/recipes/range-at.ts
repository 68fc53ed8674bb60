import { matchAt, numberAt } from '../measures/numbers.ts';

/** A number in a text, or a range of two. */
export type RangeAt = {
  readonly value: number;
  readonly upTo?: number;
  /** What stands between the two, as it is written. */
  readonly to: string;
  readonly end: number;
};

const TO = /\s?(?:-|–|—|~|〜|to|or|bis|oder|à|ou|a|o|から)\s?/iuy;

/** The number or range that begins at an index of a tidy text (`tidyText`), if a word begins there. */
export function rangeAt(text: string, start: number): RangeAt | undefined {
  if (!beginsWord(text, start)) return undefined;
  const first = numberAt(text, start);
  if (!first || first.value <= 0) return undefined;
  const to = matchAt(TO, text, first.end)?.[0] ?? '';
  const second = to === '' ? undefined : numberAt(text, first.end + to.length);
  return second && second.value > first.value
    ? { value: first.value, upTo: second.value, to, end: second.end }
    : { value: first.value, to: '', end: first.end };
}

function beginsWord(text: string, at: number): boolean {
  return (
    !/[\p{Script=Latin}\p{N}.,/]/u.test(text.charAt(at - 1)) &&
    /[\p{L}\p{N}]/u.test(text.charAt(at))
  );
}
