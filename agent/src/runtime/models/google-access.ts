import type { ModelConfig } from './model-config.ts';

/** By API key; with none set, the library looks for one itself. */
export function byKey({ googleApiKey: apiKey }: ModelConfig) {
  return apiKey === undefined ? {} : { apiKey };
}

/** On Vertex AI, by Google Cloud's own credentials. */
export function onVertex({ vertex: { project, location } }: ModelConfig) {
  return { vertexai: true, location, ...(project !== undefined && { project }) };
}
