import type { JSONWebKeySet } from 'jose';
import * as z from 'zod/mini';

/** A JWK set, and when it was fetched in ms since the epoch. */
export type KeySet = { readonly jwks: JSONWebKeySet; readonly fetchedAt: number };

/** The runtime’s `fetch`, as far as it is used. */
export type FetchKeys = (url: string, init: RequestInit) => Promise<Response>;

/** Largest key set, in bytes: some sixty RSA keys. */
const MAX_KEY_SET_BYTES = 64 * 1024;

const MAX_KEYS = 64;

/** How long the key server may take to answer, in ms. */
const FETCH_TIMEOUT_MS = 3000;

/** `d` is the private part of a key, `k` a secret: whoever publishes those has none left. */
const PublicJwk = z
  .looseObject({ kty: z.string() })
  .check(z.refine((jwk) => !('d' in jwk) && !('k' in jwk)));

const JwkSet = z.object({
  keys: z.array(PublicJwk).check(z.minLength(1), z.maxLength(MAX_KEYS)),
});

/**
 * Fetches a JWK set, within limits of time and size, without following redirects.
 *
 * @throws when there is no valid answer
 */
export async function fetchKeySet(fetch: FetchKeys, url: string): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  });
  if (response.status !== 200) throw new Error(`key server answered ${response.status}`);
  return parseKeySet(await readAtMost(response, MAX_KEY_SET_BYTES));
}

/** @throws when it is not a JWK set */
export function parseKeySet(json: string): JSONWebKeySet {
  return JwkSet.parse(JSON.parse(json));
}

async function readAtMost(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new Error(`key set is larger than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
