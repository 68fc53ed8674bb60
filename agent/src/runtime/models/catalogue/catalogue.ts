import { GOOGLE_MODELS } from './google-models.ts';
import type { ModelFacts, ModelRole, Retirement, VendorModels } from './model-facts.ts';
import {
  DEEPGRAM_MODELS,
  ELEVENLABS_MODELS,
  LIVEKIT_MODELS,
  OPENAI_MODELS,
} from './other-models.ts';

/** Every model that this project names, by vendor: what it costs, what it accepts, and when it goes. */
const CATALOGUE = {
  gemini: GOOGLE_MODELS,
  vertex: GOOGLE_MODELS,
  openai: OPENAI_MODELS,
  deepgram: DEEPGRAM_MODELS,
  elevenlabs: ELEVENLABS_MODELS,
  livekit: LIVEKIT_MODELS,
} as const satisfies Record<string, VendorModels>;

export type CatalogueVendor = keyof typeof CATALOGUE;

/** The names of a vendor's models. */
export type ModelName<V extends CatalogueVendor> = Extract<keyof (typeof CATALOGUE)[V], string>;

/** The day on which the catalogue was last compared with its sources. */
export const CATALOGUE_READ_ON = '2026-11-28';

/**
 * Default models by role and vendor; the first vendor of a role is the default. On Vertex AI, Gemini 3.6 Flash was retired
 * on 2026-11-19.
 */
export const DEFAULT_MODELS = {
  stt: {
    gemini: 'gemini-3.5-transcribe-live',
    vertex: 'gemini-3.5-transcribe-live',
    deepgram: 'nova-3',
    openai: 'gpt-realtime-whisper',
    livekit: 'deepgram/nova-3',
  },
  llm: {
    gemini: 'gemini-3.6-flash',
    vertex: 'gemini-3.8-flash',
    openai: 'gpt-4o',
    livekit: 'google/gemini-3.5-flash',
  },
  tts: {
    gemini: 'gemini-3.8-flash-lite-tts',
    vertex: 'gemini-3.8-flash-lite-tts',
    elevenlabs: 'eleven_turbo_v2_5',
    openai: 'gpt-4o-mini-tts',
    livekit: 'cartesia/sonic-3',
  },
  live: { gemini: 'gemini-3.8-live' },
} as const satisfies Record<ModelRole, { readonly [V in CatalogueVendor]?: ModelName<V> }>;

export type CatalogueEntry = { readonly name: string; readonly facts: ModelFacts };

/** All models of a vendor. */
export function modelsOf(vendor: CatalogueVendor): CatalogueEntry[] {
  const models: VendorModels = CATALOGUE[vendor];
  return Object.entries(models).map(([name, facts]) => ({ name, facts }));
}

/** The facts of a model; undefined when it is not in the catalogue. */
export function findModel(vendor: CatalogueVendor, name: string): ModelFacts | undefined {
  const models: VendorModels = CATALOGUE[vendor];
  return Object.hasOwn(models, name) ? models[name] : undefined;
}

/** When and how a vendor retires a model; undefined when the vendor has announced nothing, or the model is not known. */
export function retirementOf(vendor: CatalogueVendor, name: string): Retirement | undefined {
  const facts = findModel(vendor, name);
  return vendor === 'vertex' ? facts?.retirementOnVertex : facts?.retirement;
}
