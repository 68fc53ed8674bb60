import {
  CATALOGUE_READ_ON,
  type ModelFacts,
  modelsOf,
  retirementOf,
} from '@bakebot/agent/catalogue';

const REST_METHODS = ['generateContent', 'streamGenerateContent'];
const LIVE_METHODS = ['bidiGenerateContent'];

/** Models that `GET /v1beta/models` lists: those of the catalogue that Google still serves. Any other `gemini-` name works too. */
const MODELS = modelsOf('gemini')
  .filter(({ name }) => {
    const retirement = retirementOf('gemini', name);
    return !retirement || retirement.on > CATALOGUE_READ_ON;
  })
  .map(({ name, facts }) => ({ name, methods: methodsOf(facts) }));

function methodsOf({ role }: ModelFacts): readonly string[] {
  return role === 'llm' || role === 'tts' ? REST_METHODS : LIVE_METHODS;
}

export function isKnownModel(model: string): boolean {
  return model.startsWith('gemini-');
}

/** Google's words for a model that it does not have. */
export function modelNotFound(model: string, method: string): string {
  return `models/${model} is not found for API version v1beta, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`;
}

export function describeModel(model: string): object {
  const methods = MODELS.find(({ name }) => name === model)?.methods ?? ['generateContent'];
  return {
    name: `models/${model}`,
    displayName: `${model} (emulator)`,
    description: 'Answered by the local Gemini emulator, not by Google.',
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: methods,
  };
}

export function listModels(pageSize: number): object {
  return { models: MODELS.slice(0, pageSize).map(({ name }) => describeModel(name)) };
}
