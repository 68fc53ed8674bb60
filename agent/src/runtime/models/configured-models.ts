import { type CatalogueVendor, DEFAULT_MODELS, type ModelRole } from './catalogue/index.ts';
import { parseChain, type Role } from './model-choice.ts';

/** A model that the environment chooses, and the variable that chooses it. */
export type ConfiguredModel = {
  readonly variable: string;
  readonly role: ModelRole;
  readonly vendor: CatalogueVendor;
  readonly model: string;
};

const CHAINS = [
  ['AGENT_STT', 'stt'],
  ['AGENT_LLM', 'llm'],
  ['AGENT_TTS', 'tts'],
] as const satisfies readonly (readonly [string, Role])[];

/**
 * The models that environment variables choose, and the defaults of those that are not set. The Live model is one of them:
 * it takes over when the cascade fails. A chain that is not valid chooses none; the worker reports it.
 */
export function configuredModels(
  environment: Readonly<Record<string, string | undefined>>,
): ConfiguredModel[] {
  const chains = CHAINS.flatMap(([variable, role]) => {
    const chain = parseChain(role, environment[variable] || 'gemini');
    if (typeof chain === 'string') return [];
    return chain.map(({ vendor, model }) => ({ variable, role, vendor, model }));
  });
  const live = environment['AGENT_LIVE_MODEL'] || DEFAULT_MODELS.live.gemini;
  return [...chains, { variable: 'AGENT_LIVE_MODEL', role: 'live', vendor: 'gemini', model: live }];
}
