/** Addresses of the backend. `npm start` sets them all. */
export type Settings = {
  readonly tokenEndpoint: string;
  readonly sessionEndpoint: string;
  /** Display name of the model. */
  readonly model: string;
};

/** @returns undefined when an address is missing */
export function readSettings(env: ImportMetaEnv): Settings | undefined {
  const { VITE_TOKEN_ENDPOINT, VITE_SESSION_ENDPOINT, VITE_MODEL = 'unknown model' } = env;
  if (!VITE_TOKEN_ENDPOINT || !VITE_SESSION_ENDPOINT) return undefined;
  return {
    tokenEndpoint: VITE_TOKEN_ENDPOINT,
    sessionEndpoint: VITE_SESSION_ENDPOINT,
    model: VITE_MODEL,
  };
}

/** Whether the Gemini emulator answers instead of the model. */
export function isEmulated({ model }: Settings): boolean {
  return model.includes('emulator');
}
