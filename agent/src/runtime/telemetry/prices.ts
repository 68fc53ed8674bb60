import type { UsageLine } from '@bakebot/protocol';
import * as z from 'zod';
import { type Day, modelsOf, Price, priceOn } from '../models/catalogue/index.ts';

/** Prices by model. */
export const Prices = z.record(z.string(), Price);

const VENDORS = ['gemini', 'openai', 'deepgram', 'elevenlabs', 'livekit'] as const;

/** The catalogue's list prices on a day, by model. `AGENT_PRICES` overrides and extends them. */
export function listPrices(today: Day): Readonly<Record<string, Price>> {
  const entries = VENDORS.flatMap(modelsOf).flatMap(({ name, facts }) => {
    const price = priceOn(facts.prices, today);
    return price ? [[name, price] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Cost of one line of usage in US dollars; undefined for an unknown price. */
export function costOf(
  line: Omit<UsageLine, 'costUsd'>,
  prices: Readonly<Record<string, Price>>,
): number | undefined {
  const price = prices[line.model];
  if (!price) return undefined;
  const each = rateOf(line, price);
  return each === undefined ? undefined : each * line.amount;
}

/** US dollars per unit. */
function rateOf(
  { unit, direction, modality }: Omit<UsageLine, 'costUsd'>,
  price: Price,
): number | undefined {
  switch (unit) {
    case 'seconds':
      return scaled(direction === 'in' ? price.audioMinuteIn : price.audioMinuteOut, 60);
    case 'characters':
      return scaled(price.charactersIn, 1_000_000);
    case 'cached_tokens':
      return scaled(price.cachedIn ?? price.textIn, 1_000_000);
    case 'tokens':
      return scaled(tokenPrice(direction, modality, price), 1_000_000);
  }
}

function tokenPrice(
  direction: UsageLine['direction'],
  modality: UsageLine['modality'],
  price: Price,
): number | undefined {
  if (direction === 'out') return modality === 'audio' ? price.audioOut : price.textOut;
  if (modality === 'audio') return price.audioIn;
  return modality === 'image' ? price.imageIn : price.textIn;
}

function scaled(price: number | undefined, by: number): number | undefined {
  return price === undefined ? undefined : price / by;
}
