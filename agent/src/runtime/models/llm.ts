import { inference, type llm } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
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

/** Loads the vendor's package, and returns a factory of its language model. */
export async function loadLlm(
  { vendor, model }: ModelChoice<'llm'>,
  config: ModelConfig,
): Promise<MakeLlm> {
  const httpOptions = { timeout: REPLY_TIMEOUT_MS };
  switch (vendor) {
    case 'gemini':
      return () => new google.LLM({ model, httpOptions, ...byKey(config) });
    case 'vertex':
      return () => new google.LLM({ model, httpOptions, ...onVertex(config) });
    case 'openai': {
      const openai = await loadOpenAi();
      const { apiKey, baseUrl } = config.openai;
      return () =>
        new openai.LLM({ model, ...(apiKey && { apiKey }), ...(baseUrl && { baseURL: baseUrl }) });
    }
    case 'livekit':
      return () => new inference.LLM({ model });
  }
}
