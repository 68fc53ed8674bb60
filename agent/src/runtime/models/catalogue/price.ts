import * as z from 'zod';
import type { Day } from './day.ts';
import type { SourceId } from './sources.ts';

const dollars = z.number().nonnegative().optional();

/** US dollars per million tokens or characters, or per minute of audio. A price that is not known is left out. */
export const Price = z.strictObject({
  textIn: dollars,
  cachedIn: dollars,
  audioIn: dollars,
  imageIn: dollars,
  /** Thinking is billed as text, too. */
  textOut: dollars,
  audioOut: dollars,
  audioMinuteIn: dollars,
  audioMinuteOut: dollars,
  charactersIn: dollars,
});
export type Price = z.infer<typeof Price>;

/** A list price and the days on which it holds, until the next one in its list. */
export type ListPrice = Price & {
  /** The first day. Only the first price of a list has none: no source says since when it holds. */
  readonly from?: Day;
  readonly source: SourceId;
};

/** The price on a day, or undefined when no price is known. */
export function priceOn(prices: readonly ListPrice[], today: Day): Price | undefined {
  const price = prices.findLast(({ from }) => from === undefined || from <= today) ?? prices[0];
  if (!price) return undefined;
  const { from: _from, source: _source, ...amounts } = price;
  return amounts;
}
