import { fileURLToPath } from 'node:url';
import { LOOPBACK } from '../../supervisor/ports.ts';
import type { ServiceSpec } from '../../supervisor/service-process.ts';

/** Bindings that differ from run to run; the others are in `wrangler.toml`. */
export const BINDINGS = [
  'LIVEKIT_URL',
  'LIVEKIT_API_KEY',
  'LIVEKIT_API_SECRET',
  'AGENT_NAME',
  'SESSION_ALGORITHM',
  'SESSION_SECRET',
  'SESSION_ISSUER',
  'SESSION_AUDIENCE',
  'ALLOWED_ORIGINS',
] as const;

/** Optional settings, passed on from the environment. */
export const SETTINGS = [
  'ROOM_MODE',
  'ROOM_DEPARTURE_SECONDS',
  'MAX_SESSIONS_PER_SUBJECT',
  'ALLOW_CAMERA',
  'REVOCATION_KEY',
  'STATE_RETENTION_HOURS',
] as const;

export type TokenServiceBindings = Record<(typeof BINDINGS)[number], string>;

export const TOKEN_SERVICE_PORT = 8787;

export function tokenServiceUrl(port: number): string {
  return `http://${LOOPBACK}:${port}/token`;
}

export function tokenService(
  port: number,
  bindings: TokenServiceBindings,
  env: NodeJS.ProcessEnv,
): ServiceSpec {
  return {
    name: 'token-service',
    command: process.execPath,
    args: [fileURLToPath(new URL('./main.ts', import.meta.url))],
    env: {
      ...env,
      ...bindings,
      PORT: `${port}`,
      // Otherwise wrangler would pass all of `.env` to the Worker, with the secrets of other services.
      CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'false',
      // Otherwise miniflare requests this machine's location from the internet.
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_WRITE_LOGS: 'false',
    },
    ready: 'message',
  };
}
