import { base64url } from 'jose';
import { importHmacKey } from '../platform/crypto.ts';
import { TEST_BINDINGS } from './bindings.ts';

/** Initial time of the test clock, in ms since the epoch. */
export const NOW: number = Date.UTC(2026, 10, 24, 12);

export type SignOptions = {
  readonly secret?: string | Uint8Array;
  readonly header?: Record<string, unknown>;
};

/** Claims of a valid session. An override with `undefined` removes a claim. */
export function sessionClaims(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const seconds = NOW / 1000;
  return {
    sub: 'ada',
    iss: TEST_BINDINGS.SESSION_ISSUER,
    aud: TEST_BINDINGS.SESSION_AUDIENCE,
    iat: seconds - 60,
    exp: seconds + 3600,
    ...overrides,
  };
}

/** A valid session, except for overridden claims. */
export async function signSession(
  overrides: Record<string, unknown> = {},
  options: SignOptions = {},
): Promise<string> {
  return signRaw(JSON.stringify(sessionClaims(overrides)), options);
}

/** Signs any payload with HS256, by hand because libraries cannot create malformed tokens. */
export async function signRaw(payload: string, options: SignOptions = {}): Promise<string> {
  const header = { alg: 'HS256', typ: 'JWT', ...options.header };
  const input = `${base64url.encode(JSON.stringify(header))}.${base64url.encode(payload)}`;
  const key = await importHmacKey(options.secret ?? TEST_BINDINGS.SESSION_SECRET, 'sign');
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(input));
  return `${input}.${base64url.encode(new Uint8Array(signature))}`;
}
