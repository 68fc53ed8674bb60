import { LIST_PRICES, type Price } from '../../agent/src/telemetry/prices.ts';

/**
 * What a minute of conversation costs, in US dollars: how a minute goes, times list prices of November 2026. docs/scale.md
 * tells where they come from, and which of them nobody could check.
 */

/** A minute as we imagine it: two turns of typical length. Speech has 25 tokens a second (Gemini's documentation). */
const MINUTE = {
  turns: 2,
  userSpeechSeconds: 15,
  agentSpeechSeconds: 15,
  /** The instructions, the tools and the turns before, and an answer. */
  promptTokens: 1500,
  answerTokens: 80,
  /** Half way through a conversation of eight minutes: what the Live API is paid for anew with each turn. */
  liveContextTokens: 4 * 60 * 25,
} as const;

const SPEECH_TOKENS_PER_SECOND = 25;

const LIVE_MODEL = 'gemini-2.5-flash-native-audio-preview-12-2025';

/** Recognition has no published price: taken for that of Live's sound, for every second of the connection. */
const RECOGNITION_AUDIO_IN = 3;

/** The agent's machine and the user's room on LiveKit Cloud, a minute; the Worker's requests, a million. */
export const HOSTING = {
  agentMinute: 0.01,
  participantMinute: 0.0005,
  millionRequests: 0.3,
} as const;

/** A part of a pipeline, and what a minute of it costs. */
export type CostPart = readonly [name: string, perMinute: number];

export const PIPELINES: Readonly<Record<'cascade' | 'live', readonly CostPart[]>> = {
  cascade: [
    ['recognition', million(60 * SPEECH_TOKENS_PER_SECOND, RECOGNITION_AUDIO_IN)],
    ['language model', languageModel()],
    [
      'speech',
      million(
        MINUTE.agentSpeechSeconds * SPEECH_TOKENS_PER_SECOND,
        priceOf('gemini-3.1-flash-tts-preview', 'audioOut'),
      ),
    ],
  ],
  live: liveParts(),
};

/** What a minute of a pipeline's models costs, hosting left out. */
export function modelMinute(pipeline: keyof typeof PIPELINES): number {
  return PIPELINES[pipeline].reduce((sum, [, cost]) => sum + cost, 0);
}

function languageModel(): number {
  const textIn = priceOf('gemini-3.5-flash', 'textIn');
  const textOut = priceOf('gemini-3.5-flash', 'textOut');
  const turn = million(MINUTE.promptTokens, textIn) + million(MINUTE.answerTokens, textOut);
  return MINUTE.turns * turn;
}

function liveParts(): readonly CostPart[] {
  const audioIn = priceOf(LIVE_MODEL, 'audioIn');
  const audioOut = priceOf(LIVE_MODEL, 'audioOut');
  return [
    ['sound in', million(60 * SPEECH_TOKENS_PER_SECOND, audioIn)],
    [
      'what was said before, again with each turn',
      MINUTE.turns * million(MINUTE.liveContextTokens, audioIn),
    ],
    ['speech', million(MINUTE.agentSpeechSeconds * SPEECH_TOKENS_PER_SECOND, audioOut)],
  ];
}

/** US dollars for a million tokens, as the agent reckons with them. */
function priceOf(model: string, kind: keyof Price): number {
  const price = LIST_PRICES[model]?.[kind];
  if (price === undefined) throw new Error(`no ${kind} price of ${model}`);
  return price;
}

function million(tokens: number, price: number): number {
  return (tokens * price) / 1e6;
}
