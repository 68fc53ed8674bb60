import type { UsageLine } from '@bakebot/protocol';
import * as z from 'zod';

const dollars = z.number().nonnegative().optional();

/** US dollars per million tokens or characters, or per minute of audio. */
const Price = z.strictObject({
  textIn: dollars,
  cachedIn: dollars,
  audioIn: dollars,
  imageIn: dollars,
  textOut: dollars,
  audioOut: dollars,
  audioMinuteIn: dollars,
  audioMinuteOut: dollars,
  charactersIn: dollars,
});
export type Price = z.infer<typeof Price>;

/** Prices by model. */
export const Prices = z.record(z.string(), Price);

/**
 * List prices, for an estimate. Gemini: https://ai.google.dev/gemini-api/docs/pricing, as of 2026-11; speech has 25 tokens
 * a second, so $20 per million tokens is 3 cents a minute. OpenAI: https://openai.com/api/pricing; Deepgram:
 * https://deepgram.com/pricing (streaming); ElevenLabs: https://elevenlabs.io/pricing/api. `AGENT_PRICES` overrides and
 * extends this table. The prices of Gemini 3.6 and 3.8 hold until 2026-12-31 and double then.
 */
export const LIST_PRICES: Readonly<Record<string, Price>> = {
  'gemini-3.6-flash': { textIn: 0.75, imageIn: 0.75, textOut: 3.75 },
  'gemini-3.5-flash': { textIn: 1.5, imageIn: 1.5, textOut: 9 },
  'gemini-3.1-flash-lite': { textIn: 0.25, imageIn: 0.25, textOut: 1.5 },
  'gemini-2.5-flash': { textIn: 0.3, imageIn: 0.3, audioIn: 1, textOut: 2.5 },
  'gemini-2.5-flash-lite': { textIn: 0.1, imageIn: 0.1, audioIn: 0.3, textOut: 0.4 },
  'gemini-3.8-live': { textIn: 0.75, audioIn: 3, imageIn: 1, textOut: 4.5, audioOut: 12 },
  'gemini-3.5-transcribe-live': { audioMinuteIn: 0.009 },
  'gemini-2.5-flash-native-audio-preview-12-2025': {
    textIn: 0.5,
    audioIn: 3,
    imageIn: 3,
    textOut: 2,
    audioOut: 12,
  },
  // 25 tokens a second.
  'gemini-3.8-flash-lite-tts': { textIn: 0.5, audioOut: 6, audioMinuteOut: 0.009 },
  'gemini-3.1-flash-tts-preview': { textIn: 1, audioOut: 20, audioMinuteOut: 0.03 },
  'gpt-4o': { textIn: 2.5, cachedIn: 1.25, imageIn: 2.5, textOut: 10 },
  'gpt-4o-mini': { textIn: 0.15, cachedIn: 0.075, imageIn: 0.15, textOut: 0.6 },
  'whisper-1': { audioMinuteIn: 0.006 },
  'gpt-4o-mini-transcribe': { audioMinuteIn: 0.003 },
  'gpt-4o-mini-tts': { audioMinuteOut: 0.015 },
  'tts-1': { charactersIn: 15 },
  'nova-3': { audioMinuteIn: 0.0077 },
  eleven_turbo_v2_5: { charactersIn: 50 },
};

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
