import type { JSONWebKeySet } from 'jose';
import * as z from 'zod/mini';

/** A JWK set, and when it was fetched in ms since the epoch. */
export type FetchedJwks = { readonly jwks: JSONWebKeySet; readonly fetchedAt: number };

/** The part of the runtime’s `fetch` that the service uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Largest key set, in bytes: about sixty RSA keys. */
const MAX_JWKS_BYTES = 64 * 1024;

const MAX_KEYS = 64;

/** Time limit for the key server's response, in ms. */
const FETCH_TIMEOUT_MS = 3000;

/** `d` is a private key and `k` a shared secret: once published, either lets anyone sign sessions. */
const PublicJwk = z
  .looseObject({ kty: z.string() })
  .check(z.refine((jwk) => !('d' in jwk) && !('k' in jwk)));

const JwkSet = z.object({
  keys: z.array(PublicJwk).check(z.minLength(1), z.maxLength(MAX_KEYS)),
});

/**
 * Fetches a JWK set, limited in time and size, without following redirects.
 *
 * @throws when the response is not a valid set
 */
export async function fetchJwks(fetch: Fetch, url: string): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  });
  if (response.status !== 200) throw new Error(`key server returned ${response.status}`);
  return parseJwks(await readAtMost(response, MAX_JWKS_BYTES));
}

/** @throws when the JSON is not a JWK set of public keys */
export function parseJwks(json: string): JSONWebKeySet {
  return JwkSet.parse(JSON.parse(json));
}

async function readAtMost(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new Error(`key set exceeds ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
