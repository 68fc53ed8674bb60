import {
  type Day,
  dayOf,
  findModel,
  type ModelFacts,
  modelsOf,
  retirementOf,
  type ThinkingLevel,
} from '@bakebot/agent/catalogue';
import { GoogleError } from './google-error.ts';

const REST_METHODS = ['generateContent', 'streamGenerateContent'];
const LIVE_METHODS = ['bidiGenerateContent'];
const DEFAULT_IMAGE_TOKENS = 258;

/** A model that answers requests. */
export type ServedModel = {
  /** Google answers requests for some retired models with their successor: this is who answers. */
  readonly name: string;
  readonly role: ModelFacts['role'];
  readonly methods: readonly string[];
  /** As a number that orders releases: 3.8 for `gemini-3.8-flash`. */
  readonly release: number;
  /** Empty: it takes no level. */
  readonly thinkingLevels: readonly ThinkingLevel[];
  readonly defaultThinkingLevel: ThinkingLevel | undefined;
  readonly imageTokens: number;
};

/** Who answers requests for a model on that day, if anyone does. */
export function findServedModel(
  name: string,
  on: Day = dayOf(new Date()),
): ServedModel | undefined {
  const facts = findModel('gemini', name);
  if (!facts) return undefined;
  const retirement = retirementOf('gemini', name);
  if (retirement && retirement.on <= on) {
    return retirement.effect === 'rerouted' ? findServedModel(retirement.successor, on) : undefined;
  }
  const { role, thinking, imageTokens } = facts;
  return {
    name,
    role,
    methods: role === 'llm' || role === 'tts' ? REST_METHODS : LIVE_METHODS,
    release: releaseOf(name),
    thinkingLevels: thinking?.levels ?? [],
    defaultThinkingLevel: thinking?.default,
    imageTokens: imageTokens?.count ?? DEFAULT_IMAGE_TOKENS,
  };
}

/**
 * @param version of the API: `v1beta`
 * @param method of the API: `generateContent`, `bidiGenerateContent`; `getModel` is every model's
 * @throws GoogleError 404 for a model that is not there, or does not have the method
 */
export function servedModel(name: string, method: string, version = 'v1beta'): ServedModel {
  const model = findServedModel(name);
  if (!model || (method !== 'getModel' && !model.methods.includes(method))) {
    throw new GoogleError(
      404,
      `models/${name} is not found for API version ${version}, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`,
    );
  }
  return model;
}

/** The body of `GET /v1beta/models/{model}`. */
export function describeModel(name: string, version?: string): object {
  const { methods, thinkingLevels } = servedModel(name, 'getModel', version);
  return {
    name: `models/${name}`,
    displayName: `${name} (emulator)`,
    description: 'Answered by the local Gemini emulator, not by Google.',
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: methods,
    ...(thinkingLevels.length > 0 && { thinking: true }),
  };
}

/** The body of `GET /v1beta/models`: the models of the catalogue that Google still serves. */
export function listModels(pageSize: number): object {
  const served = modelsOf('gemini').filter(({ name }) => findServedModel(name)?.name === name);
  return { models: served.slice(0, pageSize).map(({ name }) => describeModel(name)) };
}

function releaseOf(name: string): number {
  return Number(/^gemini-(\d+(?:\.\d+)?)/u.exec(name)?.[1] ?? 0);
}
