import { inference, type llm } from '@livekit/agents';
import { ThinkingLevel } from '@google/genai';
import { unsignToolCalls } from '../history/sign-tool-calls.ts';
import { findModel } from './catalogue/index.ts';
import { GeminiLlm } from './gemini-llm.ts';
import { byKey, onVertex } from './google-access.ts';
import type { ModelChoice } from './model-choice.ts';
import type { ModelConfig } from './model-config.ts';
import { loadOpenAi } from './plugins.ts';

export type MakeLlm = () => llm.LLM;

/**
 * Time-out for a whole reply, in ms. The client library keeps this timer running while the reply streams, so its default
 * of 10 s would cut long replies off.
 */
const REPLY_TIMEOUT_MS = 60_000;

/**
 * The Gemini API stores requests of paid projects made since 2026-10-26 for up to 55 days, unless they say otherwise:
 * https://ai.google.dev/gemini-api/docs/logs-datasets
 */
const WITHOUT_STORAGE = { store: false };

/** Loads the vendor's package, and returns a factory of its language model. */
export async function loadLlm(
  { vendor, model }: ModelChoice<'llm'>,
  config: ModelConfig,
): Promise<MakeLlm> {
  const httpOptions = { timeout: REPLY_TIMEOUT_MS };
  switch (vendor) {
    case 'gemini':
      return () =>
        new GeminiLlm({
          model,
          httpOptions: { ...httpOptions, extraBody: WITHOUT_STORAGE },
          ...thinkingOf(model),
          ...byKey(config),
        });
    case 'vertex':
      return () => new GeminiLlm({ model, httpOptions, ...thinkingOf(model), ...onVertex(config) });
    case 'openai': {
      const openai = await loadOpenAi();
      const { apiKey, baseUrl } = config.openai;
      class OpenAiLlm extends openai.LLM {
        override chat(options: Parameters<llm.LLM['chat']>[0]) {
          return super.chat({ ...options, chatCtx: unsignToolCalls(options.chatCtx) });
        }
      }
      return () =>
        new OpenAiLlm({ model, ...(apiKey && { apiKey }), ...(baseUrl && { baseURL: baseUrl }) });
    }
    case 'livekit':
      return () => new inference.LLM({ model });
  }
}

/** Gemini 3 models think at level MEDIUM by default, which delays the first word. LOW is the least that all of them accept. */
function thinkingOf(model: string) {
  const levels = findModel('gemini', model)?.thinking?.levels;
  const isLowAccepted = levels ? levels.includes('LOW') : model.startsWith('gemini-3');
  return isLowAccepted ? { thinkingConfig: { thinkingLevel: ThinkingLevel.LOW } } : {};
}
