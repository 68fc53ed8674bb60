/** Where the playground finds the back end. `npm start` sets all of it. */
export type Settings = {
  readonly tokenEndpoint: string;
  readonly sessionEndpoint: string;
  /** Which model answers, for the reader. */
  readonly model: string;
};

/** @returns undefined when the page was not started by `npm start` */
export function readSettings(env: ImportMetaEnv): Settings | undefined {
  const { VITE_TOKEN_ENDPOINT, VITE_SESSION_ENDPOINT, VITE_MODEL = 'unknown model' } = env;
  if (!VITE_TOKEN_ENDPOINT || !VITE_SESSION_ENDPOINT) return undefined;
  return {
    tokenEndpoint: VITE_TOKEN_ENDPOINT,
    sessionEndpoint: VITE_SESSION_ENDPOINT,
    model: VITE_MODEL,
  };
}

/** Whether a stand-in answers instead of the model. */
export function isEmulated({ model }: Settings): boolean {
  return model.includes('emulator');
}
