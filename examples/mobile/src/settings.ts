import Constants from 'expo-constants';

/** Backend addresses, which `app.config.ts` builds into the app. */
export type Settings = { readonly tokenEndpoint: string; readonly sessionEndpoint: string };

/** Addresses of `npm start` on the same machine, for a simulator. */
const LOCAL: Settings = {
  tokenEndpoint: 'http://localhost:8787/token',
  sessionEndpoint: 'http://localhost:8788/session',
};

export function readSettings(): Settings {
  const extra: unknown = Constants.expoConfig?.extra;
  return {
    tokenEndpoint: textOf(extra, 'tokenEndpoint') ?? LOCAL.tokenEndpoint,
    sessionEndpoint: textOf(extra, 'sessionEndpoint') ?? LOCAL.sessionEndpoint,
  };
}

function textOf(extra: unknown, name: string): string | undefined {
  if (typeof extra !== 'object' || extra === null) return undefined;
  const value: unknown = Reflect.get(extra, name);
  return typeof value === 'string' ? value : undefined;
}
