import { fileURLToPath } from 'node:url';
import { LOOPBACK } from '../../supervisor/ports.ts';
import type { ServiceSpec } from '../../supervisor/service-process.ts';
import type { SignInOptions } from './server.ts';

export const SIGN_IN_PORT = 8788;

export function signInUrl(port: number): string {
  return `http://${LOOPBACK}:${port}/session`;
}

export function signInService(
  port: number,
  { secret, issuer, audience, allowedOrigins }: SignInOptions,
  env: NodeJS.ProcessEnv,
): ServiceSpec {
  return {
    name: 'sign-in',
    command: process.execPath,
    args: [fileURLToPath(new URL('./main.ts', import.meta.url))],
    env: {
      ...env,
      PORT: `${port}`,
      SESSION_SECRET: secret,
      SESSION_ISSUER: issuer,
      SESSION_AUDIENCE: audience,
      ALLOWED_ORIGINS: allowedOrigins.join(','),
    },
    ready: 'message',
  };
}
