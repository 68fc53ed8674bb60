import { inference, type llm, type stt, type tts, type voice } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import type { ModelConfig } from './config.ts';

/** What hears, thinks and speaks in one conversation. */
export type Models = {
  readonly stt: stt.STT;
  readonly llm: llm.LLM;
  readonly tts: tts.TTS;
};

/**
 * How long the model may take for a whole answer, in ms. The client library keeps this timer running while the answer
 * streams, so its default of 10 s would cut long answers off.
 */
const LLM_TIMEOUT_MS = 60_000;

/** The `cascade` pipeline: streaming recognition → Gemini → speech, all on one Google key. */
export function createModels(config: ModelConfig, locale: string): Models {
  return {
    stt: new google.beta.GeminiSTT({
      apiKey: config.googleApiKey,
      model: config.stt,
      language: locale,
    }),
    llm: new google.LLM({
      apiKey: config.googleApiKey,
      model: config.llm,
      httpOptions: { timeout: LLM_TIMEOUT_MS },
    }),
    tts: new google.beta.TTS({
      apiKey: config.googleApiKey,
      model: config.tts,
      voiceName: config.voice,
    }),
  };
}

/**
 * How the agent knows that somebody has finished speaking, and that somebody speaks over it. Everything runs inside
 * the process: the defaults would send this to LiveKit Cloud in development.
 */
export function createTurnHandling(): NonNullable<voice.AgentSessionOptions['turnHandling']> {
  return {
    turnDetection: new inference.TurnDetector({ version: 'v1-mini' }),
    interruption: { mode: 'vad', minDuration: 300 },
    // Up to three further model calls a spoken turn, each with the conversation's pictures: not worth it.
    preemptiveGeneration: { enabled: false },
  };
}
