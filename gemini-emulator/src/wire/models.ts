/** Models that `GET /v1beta/models` lists: those that BakeBot uses. Any other name that begins with `gemini-` works too. */
const MODELS: readonly { readonly name: string; readonly methods: readonly string[] }[] = [
  { name: 'gemini-3.6-flash', methods: ['generateContent', 'streamGenerateContent'] },
  { name: 'gemini-3.8-flash-lite-tts', methods: ['generateContent', 'streamGenerateContent'] },
  { name: 'gemini-3.5-transcribe-live', methods: ['bidiGenerateContent'] },
  { name: 'gemini-3.8-live', methods: ['bidiGenerateContent'] },
];

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
