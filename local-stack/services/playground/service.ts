import { fileURLToPath } from 'node:url';
import { LOOPBACK } from '../../supervisor/ports.ts';
import type { ServiceSpec } from '../../supervisor/service-process.ts';

/** Vite's default port. */
export const PLAYGROUND_PORT = 5173;

export function playgroundUrl(port: number): string {
  return `http://${LOOPBACK}:${port}`;
}

/** The page's settings; Vite exposes variables that start with `VITE_` to it. */
export interface PlaygroundSettings {
  tokenEndpoint: string;
  sessionEndpoint: string;
  model: string;
}

export function playgroundService(
  port: number,
  settings: PlaygroundSettings,
  env: NodeJS.ProcessEnv,
): ServiceSpec {
  return {
    name: 'playground',
    command: process.execPath,
    args: [fileURLToPath(new URL('./main.ts', import.meta.url))],
    env: {
      ...env,
      PORT: `${port}`,
      VITE_TOKEN_ENDPOINT: settings.tokenEndpoint,
      VITE_SESSION_ENDPOINT: settings.sessionEndpoint,
      VITE_MODEL: settings.model,
    },
    ready: 'message',
  };
}
