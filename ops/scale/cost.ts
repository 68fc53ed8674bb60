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

/** US dollars for a million tokens: https://ai.google.dev/gemini-api/docs/pricing */
const PRICES = {
  'gemini-3.5-flash': { textIn: 1.5, textOut: 9 },
  'gemini-3.1-flash-tts-preview': { audioOut: 20 },
  'gemini-2.5-flash-native-audio-preview-12-2025': { audioIn: 3, audioOut: 12 },
} as const;

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
        PRICES['gemini-3.1-flash-tts-preview'].audioOut,
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
  const { textIn, textOut } = PRICES['gemini-3.5-flash'];
  const turn = million(MINUTE.promptTokens, textIn) + million(MINUTE.answerTokens, textOut);
  return MINUTE.turns * turn;
}

function liveParts(): readonly CostPart[] {
  const { audioIn, audioOut } = PRICES['gemini-2.5-flash-native-audio-preview-12-2025'];
  return [
    ['sound in', million(60 * SPEECH_TOKENS_PER_SECOND, audioIn)],
    [
      'what was said before, again with each turn',
      MINUTE.turns * million(MINUTE.liveContextTokens, audioIn),
    ],
    ['speech', million(MINUTE.agentSpeechSeconds * SPEECH_TOKENS_PER_SECOND, audioOut)],
  ];
}

function million(tokens: number, price: number): number {
  return (tokens * price) / 1e6;
}
