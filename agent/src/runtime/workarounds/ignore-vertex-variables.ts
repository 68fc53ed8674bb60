/** Google's client library reads both, the first one first. */
const VARIABLES = ['GOOGLE_GENAI_USE_ENTERPRISE', 'GOOGLE_GENAI_USE_VERTEXAI'] as const;

/**
 * Takes variables out of the environment that would send the requests of the vendor `gemini` to Vertex AI, past its API key.
 * The vendor `vertex` asks for Vertex AI in code and does not need them.
 *
 * **Cause**: the plugin (1.9.0) drops `vertexai: false` before it calls `@google/genai`, which then reads these variables. Shells
 * set up for Vertex AI have them.
 *
 * **Can go** when the plugin passes `vertexai: false` on: `ignore-vertex-variables.test.ts` then fails.
 *
 * @returns the names of the variables that were set to true
 */
export function ignoreVertexVariables(
  environment: Record<string, string | undefined> = process.env,
): string[] {
  return VARIABLES.filter((name) => {
    const isSet = environment[name]?.toLowerCase() === 'true' || environment[name] === '1';
    delete environment[name];
    return isSet;
  });
}
