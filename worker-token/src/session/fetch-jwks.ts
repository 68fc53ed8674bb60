import type { JSONWebKeySet } from 'jose';
import type { JwksAlgorithm } from '../config/config.ts';
import { selectUsableKeys } from './usable-keys.ts';

/** A JWK set, and when it was fetched in ms since the epoch. */
export type FetchedJwks = { readonly jwks: JSONWebKeySet; readonly fetchedAt: number };

/** The part of the runtime’s `fetch` that the service uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Largest key set, in bytes: about sixty RSA keys. */
const MAX_JWKS_BYTES = 64 * 1024;

/** Time limit for the key server's response, in ms. */
const FETCH_TIMEOUT_MS = 3000;

/**
 * Fetches a JWK set, limited in time and size, without following redirects.
 *
 * @throws when the response is not a set
 */
export async function fetchJwks(
  fetch: Fetch,
  url: string,
  algorithms: readonly JwksAlgorithm[],
): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  });
  if (response.status !== 200) throw new Error(`key server returned ${response.status}`);
  return selectUsableKeys(await readAtMost(response, MAX_JWKS_BYTES), algorithms);
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
