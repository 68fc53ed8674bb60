import type { ListPrice } from './price.ts';
import type { ModelFacts, Retirement, ThinkingLevel, VendorModels } from './model-facts.ts';

const ALL_LEVELS: readonly ThinkingLevel[] = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];
const WITHOUT_MINIMAL: readonly ThinkingLevel[] = ['LOW', 'MEDIUM', 'HIGH'];
const NO_LEVELS = { levels: [], source: 'litellm' } as const;

/** Gemini 3 counts more tokens an image than the 258 of Gemini 2. */
const IMAGE = { count: 1120, source: 'gemini3Images' } as const;

/** The launch price of the Flash models 3.6 to 3.8, and the list price that follows it. */
const FLASH_PRICES: readonly ListPrice[] = [
  { textIn: 0.75, cachedIn: 0.075, imageIn: 0.75, textOut: 3.75, source: 'geminiPricing' },
  {
    from: '2027-01-01',
    textIn: 1.5,
    cachedIn: 0.15,
    imageIn: 1.5,
    textOut: 7.5,
    source: 'geminiPricing',
  },
];

const LIVE_3_PRICES: readonly ListPrice[] = [
  { textIn: 0.75, audioIn: 3, imageIn: 1, textOut: 4.5, audioOut: 12, source: 'litellm' },
];

/** Free projects are mute after about three answers. */
const FREE_TTS = { perMinute: 3, perDay: 10, source: 'geminiRouter' } as const;

/** The previews of Live and TTS that Google announced to shut down together. */
function shutDownInNovember(
  successor: string,
  source: Retirement['source'] = 'litellm',
): Pick<ModelFacts, 'stage' | 'source' | 'retirement'> {
  return {
    stage: 'preview',
    source: 'litellm',
    retirement: { on: '2026-11-17', effect: 'refused', successor, source },
  };
}

/** Speech has 25 tokens a second, so $1 for a million tokens is 0.15 cents a minute. */
function spoken(audioOut: number): Pick<ListPrice, 'audioOut' | 'audioMinuteOut'> {
  return { audioOut, audioMinuteOut: (audioOut * 25 * 60) / 1_000_000 };
}

/** Models of Google, on the Gemini API and on Vertex AI. */
export const GOOGLE_MODELS = {
  'gemini-3.6-flash': {
    role: 'llm',
    stage: 'ga',
    source: 'gemini36',
    retirementOnVertex: {
      on: '2026-11-19',
      effect: 'refused',
      successor: 'gemini-3.8-flash',
      source: 'litellm',
    },
    thinking: { levels: ALL_LEVELS, default: 'MEDIUM', source: 'gemini36' },
    imageTokens: IMAGE,
    prices: FLASH_PRICES,
  },
  'gemini-3.8-flash': {
    role: 'llm',
    stage: 'ga',
    source: 'geminiDeprecations',
    thinking: { levels: WITHOUT_MINIMAL, default: 'MEDIUM', source: 'llmGemini' },
    imageTokens: IMAGE,
    prices: FLASH_PRICES,
  },
  'gemini-3.7-flash': {
    role: 'llm',
    stage: 'ga',
    source: 'geminiChangelog',
    retirement: {
      on: '2026-10-08',
      effect: 'rerouted',
      successor: 'gemini-3.8-flash',
      source: 'geminiChangelog',
    },
    retirementOnVertex: {
      on: '2027-01-28',
      effect: 'refused',
      successor: 'gemini-3.8-flash',
      source: 'litellm',
    },
    thinking: { levels: WITHOUT_MINIMAL, default: 'MEDIUM', source: 'litellm' },
    imageTokens: IMAGE,
    prices: FLASH_PRICES,
  },
  'gemini-3.5-flash': {
    role: 'llm',
    stage: 'ga',
    source: 'geminiChangelog',
    retirement: {
      on: '2026-10-08',
      effect: 'rerouted',
      successor: 'gemini-3.6-flash',
      source: 'geminiChangelog',
    },
    retirementOnVertex: {
      on: '2027-05-19',
      effect: 'refused',
      successor: 'gemini-3.8-flash',
      source: 'litellm',
    },
    thinking: { levels: ALL_LEVELS, default: 'MEDIUM', source: 'gemini36' },
    imageTokens: IMAGE,
    prices: [{ textIn: 1.5, cachedIn: 0.15, imageIn: 1.5, textOut: 9, source: 'litellm' }],
  },
  'gemini-3.5-flash-lite': {
    role: 'llm',
    stage: 'ga',
    source: 'gemini36',
    thinking: { levels: ALL_LEVELS, default: 'MINIMAL', source: 'gemini36' },
    imageTokens: IMAGE,
    prices: [{ textIn: 0.3, cachedIn: 0.03, imageIn: 0.3, textOut: 2.5, source: 'litellm' }],
  },
  'gemini-3.1-flash-lite': {
    role: 'llm',
    stage: 'ga',
    source: 'geminiDeprecations',
    retirement: {
      on: '2027-05-07',
      effect: 'refused',
      successor: 'gemini-3.5-flash-lite',
      source: 'geminiDeprecations',
    },
    retirementOnVertex: {
      on: '2027-05-07',
      effect: 'refused',
      successor: 'gemini-3.5-flash-lite',
      source: 'litellm',
    },
    thinking: { levels: ALL_LEVELS, source: 'vercel' },
    imageTokens: IMAGE,
    prices: [
      {
        textIn: 0.25,
        cachedIn: 0.025,
        audioIn: 0.5,
        imageIn: 0.25,
        textOut: 1.5,
        source: 'litellm',
      },
    ],
  },
  'gemini-2.5-flash': {
    role: 'llm',
    stage: 'ga',
    source: 'geminiDeprecations',
    retirement: {
      on: '2026-12-01',
      effect: 'rerouted',
      successor: 'gemini-3.5-flash-lite',
      source: 'aiDeprecations',
    },
    retirementOnVertex: {
      on: '2026-10-20',
      effect: 'refused',
      successor: 'gemini-3.8-flash',
      source: 'litellm',
    },
    thinking: NO_LEVELS,
    prices: [
      { textIn: 0.3, cachedIn: 0.03, audioIn: 1, imageIn: 0.3, textOut: 2.5, source: 'litellm' },
    ],
  },
  'gemini-2.5-flash-lite': {
    role: 'llm',
    stage: 'ga',
    source: 'aiDeprecations',
    retirementOnVertex: {
      on: '2026-10-20',
      effect: 'refused',
      successor: 'gemini-3.8-flash',
      source: 'litellm',
    },
    thinking: NO_LEVELS,
    prices: [
      { textIn: 0.1, cachedIn: 0.01, audioIn: 0.3, imageIn: 0.1, textOut: 0.4, source: 'litellm' },
    ],
  },
  'gemini-3.8-live': {
    role: 'live',
    stage: 'ga',
    source: 'geminiDeprecations',
    prices: LIVE_3_PRICES,
  },
  'gemini-3.1-flash-live-preview': {
    role: 'live',
    ...shutDownInNovember('gemini-3.8-live'),
    prices: LIVE_3_PRICES,
  },
  'gemini-2.5-flash-native-audio-preview-12-2025': {
    role: 'live',
    ...shutDownInNovember('gemini-3.8-live'),
    prices: [{ textIn: 0.5, audioIn: 3, imageIn: 3, textOut: 2, audioOut: 12, source: 'litellm' }],
  },
  'gemini-3.5-transcribe-live': {
    role: 'stt',
    stage: 'ga',
    source: 'litellm',
    // $3.50 for a million tokens of audio and $21 of text: about $0.54 an hour.
    prices: [{ audioIn: 3.5, textOut: 21, audioMinuteIn: 0.009, source: 'vercel' }],
  },
  'gemini-3.8-flash-tts': {
    role: 'tts',
    stage: 'ga',
    source: 'geminiDeprecations',
    prices: [
      { textIn: 0.5, ...spoken(9), source: 'litellmTts' },
      { from: '2027-01-01', textIn: 1, ...spoken(18), source: 'litellmTts' },
    ],
    limits: { free: FREE_TTS },
  },
  'gemini-3.8-flash-lite-tts': {
    role: 'tts',
    stage: 'ga',
    source: 'geminiDeprecations',
    prices: [
      { textIn: 0.5, ...spoken(6), source: 'litellmTts' },
      { from: '2027-01-01', textIn: 1, ...spoken(12), source: 'litellmTts' },
    ],
    limits: { free: FREE_TTS },
  },
  'gemini-3.1-flash-tts-preview': {
    role: 'tts',
    ...shutDownInNovember('gemini-3.8-flash-lite-tts', 'geminiTtsMigration'),
    prices: [{ textIn: 1, ...spoken(20), source: 'litellm' }],
    limits: { tier1: { perMinute: 10, source: 'googleForum' } },
  },
  'gemini-2.5-flash-preview-tts': {
    role: 'tts',
    ...shutDownInNovember('gemini-3.8-flash-tts'),
    prices: [{ textIn: 0.5, ...spoken(10), source: 'litellm' }],
  },
  'gemini-2.5-pro-preview-tts': {
    role: 'tts',
    ...shutDownInNovember('gemini-3.8-flash-tts'),
    prices: [{ textIn: 1, ...spoken(20), source: 'litellm' }],
  },
} as const satisfies VendorModels;
