import { type Day, DEFAULT_MODELS, findModel, type Price, priceOn } from '@bakebot/agent/catalogue';

const SPEECH_TOKENS_PER_SECOND = 25;

/** A minute of conversation. */
const MINUTE = {
  turns: 2,
  agentSpeechSeconds: 15,
  /** Instructions, tools and earlier turns. */
  promptTokens: 1500,
  answerTokens: 80,
  /** No vendor publishes how much a model thinks. */
  thinkingTokens: 200,
  /** Half of a conversation of eight minutes, which the Live API bills again with each turn. */
  liveContextTokens: 4 * 60 * SPEECH_TOKENS_PER_SECOND,
  connectionTokens: 60 * SPEECH_TOKENS_PER_SECOND,
} as const;

/** LiveKit Cloud, US dollars a minute: the agent's session, and the user's connection. */
const LIVEKIT_CLOUD = 0.01 + 0.0005;

/** US dollars a minute of conversation, by what they are paid for. */
export type MinuteCost = Readonly<Record<string, number>>;

/** What the default models of the cascade cost on a day. */
export function cascadeCost(today: Day): MinuteCost {
  const { textIn = 0, textOut = 0 } = priceOf(DEFAULT_MODELS.llm.gemini, today);
  const { audioMinuteIn = 0 } = priceOf(DEFAULT_MODELS.stt.gemini, today);
  const { audioMinuteOut = 0 } = priceOf(DEFAULT_MODELS.tts.gemini, today);
  const { turns, promptTokens, answerTokens, thinkingTokens, agentSpeechSeconds } = MINUTE;
  return {
    stt: audioMinuteIn,
    prompts: perMillion(turns * promptTokens, textIn),
    answers: perMillion(turns * answerTokens, textOut),
    thinking: perMillion(turns * thinkingTokens, textOut),
    tts: (agentSpeechSeconds / 60) * audioMinuteOut,
  };
}

/** What the default Live model costs on a day. */
export function liveCost(today: Day): MinuteCost {
  const { audioIn = 0, audioOut = 0 } = priceOf(DEFAULT_MODELS.live.gemini, today);
  const { turns, connectionTokens, liveContextTokens, agentSpeechSeconds } = MINUTE;
  return {
    'audio in': perMillion(connectionTokens, audioIn),
    context: perMillion(turns * liveContextTokens, audioIn),
    'audio out': perMillion(agentSpeechSeconds * SPEECH_TOKENS_PER_SECOND, audioOut),
  };
}

/** What one photo costs in each request that contains it. */
export function photoCost(today: Day): number {
  const model = DEFAULT_MODELS.llm.gemini;
  const { imageIn = 0 } = priceOf(model, today);
  return perMillion(findModel('gemini', model)?.imageTokens?.count ?? 0, imageIn);
}

export function total(cost: MinuteCost): number {
  return Object.values(cost).reduce((sum, each) => sum + each, 0);
}

export function withLiveKitCloud(cost: MinuteCost): number {
  return total(cost) + LIVEKIT_CLOUD;
}

function priceOf(model: string, today: Day): Price {
  const price = priceOn(findModel('gemini', model)?.prices ?? [], today);
  if (!price) throw new Error(`the catalogue has no price of ${model}`);
  return price;
}

function perMillion(tokens: number, price: number): number {
  return (tokens * price) / 1_000_000;
}
