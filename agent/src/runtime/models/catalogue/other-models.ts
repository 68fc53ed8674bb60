import type { Retirement, VendorModels } from './model-facts.ts';

const GPT_RETIREMENT = {
  on: '2027-01-14',
  effect: 'refused',
  successor: 'gpt-6-luna',
  source: 'litellm',
} as const satisfies Retirement;

const TRANSCRIPTION_RETIREMENT = {
  on: '2027-02-26',
  effect: 'refused',
  successor: 'gpt-live-transcribe',
  source: 'litellm',
} as const satisfies Retirement;

/** OpenAI names a speech-to-speech model, which the cascade cannot use. */
const VOICE_RETIREMENT = {
  on: '2027-01-06',
  effect: 'refused',
  successor: 'gpt-realtime-2.1-mini',
  source: 'litellm',
} as const satisfies Retirement;

export const OPENAI_MODELS = {
  'gpt-6-luna': {
    role: 'llm',
    stage: 'ga',
    source: 'litellm',
    prices: [{ textIn: 0.1, cachedIn: 0.01, imageIn: 0.1, textOut: 0.5, source: 'litellm' }],
  },
  'gpt-4o': {
    role: 'llm',
    stage: 'ga',
    source: 'litellm',
    retirement: GPT_RETIREMENT,
    prices: [{ textIn: 2.5, cachedIn: 1.25, imageIn: 2.5, textOut: 10, source: 'litellm' }],
  },
  'gpt-4o-mini': {
    role: 'llm',
    stage: 'ga',
    source: 'litellm',
    retirement: GPT_RETIREMENT,
    prices: [{ textIn: 0.15, cachedIn: 0.075, imageIn: 0.15, textOut: 0.6, source: 'litellm' }],
  },
  'gpt-realtime-whisper': {
    role: 'stt',
    stage: 'ga',
    source: 'litellm',
    prices: [{ audioMinuteIn: 0.017, source: 'litellm' }],
  },
  'gpt-live-transcribe': {
    role: 'stt',
    stage: 'ga',
    source: 'litellm',
    prices: [{ audioMinuteIn: 0.017, source: 'litellm' }],
  },
  'gpt-4o-mini-transcribe': {
    role: 'stt',
    stage: 'ga',
    source: 'litellm',
    retirement: TRANSCRIPTION_RETIREMENT,
    prices: [{ audioMinuteIn: 0.003, source: 'litellm' }],
  },
  'whisper-1': {
    role: 'stt',
    stage: 'ga',
    source: 'litellm',
    retirement: TRANSCRIPTION_RETIREMENT,
    prices: [{ audioMinuteIn: 0.006, source: 'litellm' }],
  },
  'gpt-4o-mini-tts': {
    role: 'tts',
    stage: 'ga',
    source: 'litellm',
    retirement: VOICE_RETIREMENT,
    prices: [{ textIn: 0.6, audioOut: 12, audioMinuteOut: 0.015, source: 'litellm' }],
  },
  'tts-1': {
    role: 'tts',
    stage: 'ga',
    source: 'litellm',
    retirement: VOICE_RETIREMENT,
    prices: [{ charactersIn: 15, source: 'litellm' }],
  },
  'gpt-realtime-2.1-mini': {
    role: 'live',
    stage: 'ga',
    source: 'litellm',
    prices: [
      { textIn: 0.6, audioIn: 10, imageIn: 0.8, textOut: 2.4, audioOut: 20, source: 'litellm' },
    ],
  },
} as const satisfies VendorModels;

export const DEEPGRAM_MODELS = {
  'nova-3': {
    role: 'stt',
    stage: 'ga',
    source: 'livekitDeepgram',
    prices: [{ audioMinuteIn: 0.0048, source: 'deepgramPricing' }],
  },
} as const satisfies VendorModels;

export const ELEVENLABS_MODELS = {
  eleven_turbo_v2_5: {
    role: 'tts',
    stage: 'ga',
    source: 'livekitElevenLabs',
    prices: [{ charactersIn: 40, source: 'litellm' }],
  },
} as const satisfies VendorModels;

/** Models of LiveKit Inference, by LiveKit's names. Its prices are not known here. */
export const LIVEKIT_MODELS = {
  'deepgram/nova-3': { role: 'stt', stage: 'unknown', source: 'livekitInference', prices: [] },
  'google/gemini-3.5-flash': {
    role: 'llm',
    stage: 'unknown',
    source: 'livekitInference',
    prices: [],
  },
  'openai/gpt-4o': { role: 'llm', stage: 'unknown', source: 'livekitInference', prices: [] },
  'cartesia/sonic-3': { role: 'tts', stage: 'unknown', source: 'livekitInference', prices: [] },
} as const satisfies VendorModels;
