import type { ModelConfig } from './model-config.ts';

/** Access by API key; without one, the client library reads its own variables. */
export function byKey({ googleApiKey: apiKey }: ModelConfig) {
  return apiKey === undefined ? {} : { apiKey };
}

/** Access to Vertex AI with Google Cloud's application default credentials. */
export function onVertex({ vertex: { project, location } }: ModelConfig) {
  return { vertexai: true, location, ...(project !== undefined && { project }) };
}
