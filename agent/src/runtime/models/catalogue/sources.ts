import type { Day } from './day.ts';

export type Source = {
  readonly title: string;
  readonly url: string;
  /** The day on which the source was read, or on which the source itself says that it was checked. */
  readonly readOn: Day;
};

/** Where the facts come from. A fact names its source, and no fact stands here without one. */
export const SOURCES = {
  geminiChangelog: {
    title: 'Gemini API, release notes',
    url: 'https://ai.google.dev/gemini-api/docs/changelog',
    readOn: '2026-11-28',
  },
  geminiDeprecations: {
    title: 'Gemini API, deprecations',
    url: 'https://ai.google.dev/gemini-api/docs/deprecations',
    readOn: '2026-11-28',
  },
  geminiPricing: {
    title: 'Gemini API, pricing',
    url: 'https://ai.google.dev/gemini-api/docs/pricing',
    readOn: '2026-11-28',
  },
  gemini36: {
    title: "Gemini API, what's new in Gemini 3.6 Flash and 3.5 Flash-Lite",
    url: 'https://ai.google.dev/gemini-api/docs/generate-content/whats-new-gemini-3.6',
    readOn: '2026-11-28',
  },
  geminiTtsMigration: {
    title: 'Google Cloud, migration guide of text-to-speech',
    url: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/text-to-speech/migration-guide',
    readOn: '2026-11-28',
  },
  gemini3Images: {
    title: 'Google Cloud, Gemini 3 Flash: 1120 tokens an image at the default resolution',
    url: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/models/gemini/3-flash',
    readOn: '2026-11-28',
  },
  litellm: {
    title: 'Price map of LiteLLM 1.110.2, with the vendors’ pages as its sources',
    url: 'https://pypi.org/project/litellm/1.110.2/',
    readOn: '2026-11-28',
  },
  litellmTts: {
    title: 'LiteLLM on Gemini 3.8 TTS: launch prices until 2026-12-31, doubled from 2027-01-01',
    url: 'https://github.com/BerriAI/litellm/discussions/42776',
    readOn: '2026-11-28',
  },
  llmGemini: {
    title: 'llm-gemini 0.34: Gemini 3.8 Flash thinks at low, medium and high',
    url: 'https://github.com/simonw/llm-gemini/releases/tag/0.34',
    readOn: '2026-11-28',
  },
  vercel: {
    title: 'Vercel AI Gateway, models',
    url: 'https://vercel.com/ai-gateway/models',
    readOn: '2026-11-28',
  },
  geminiRouter: {
    title: 'gemini-router 0.14.1, limits of the free tier',
    url: 'https://pypi.org/project/gemini-router/0.14.1/',
    readOn: '2026-11-28',
  },
  googleForum: {
    title: 'Google AI developers forum: "RPM shows 4/10" on tier 1',
    url: 'https://discuss.ai.google.dev/t/184102',
    readOn: '2026-11-28',
  },
  aiDeprecations: {
    title: 'AI Deprecations on Gemini 2.5: Flash-Lite is not deprecated',
    url: 'https://dev.to/aideprecations/what-to-do-before-gemini-25-pro-and-25-flash-are-retired-on-december-1-2026-5gg9',
    readOn: '2026-11-10',
  },
  deepgramPricing: {
    title: 'Prices of Deepgram, collected by hail',
    url: 'https://raw.githubusercontent.com/hail-hq/hail/main/costs/stt.json',
    readOn: '2026-05-05',
  },
  livekitInference: {
    title: 'Types of LiveKit Inference in @livekit/agents 1.9.0',
    url: 'https://www.npmjs.com/package/@livekit/agents/v/1.9.0',
    readOn: '2026-11-28',
  },
  livekitDeepgram: {
    title: 'Types of @livekit/agents-plugin-deepgram 1.9.0',
    url: 'https://www.npmjs.com/package/@livekit/agents-plugin-deepgram/v/1.9.0',
    readOn: '2026-11-28',
  },
  livekitElevenLabs: {
    title: 'Types of @livekit/agents-plugin-elevenlabs 1.9.0',
    url: 'https://www.npmjs.com/package/@livekit/agents-plugin-elevenlabs/v/1.9.0',
    readOn: '2026-11-28',
  },
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof SOURCES;
