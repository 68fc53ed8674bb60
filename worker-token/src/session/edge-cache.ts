import { errorFields, log } from '../platform/log.ts';
import { type FetchedJwks, parseJwks } from './fetch-jwks.ts';

/** The part of Cloudflare's `Cache` that the service uses. All isolates of a location share it. */
export type EdgeCache = {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
};

const FETCHED_AT = 'x-fetched-at';

/** The key set that an isolate of this location fetched, if any. A failing cache counts as empty. */
export async function readFromEdge(
  cache: EdgeCache,
  url: string,
): Promise<FetchedJwks | undefined> {
  try {
    const response = await cache.match(toCacheKey(url));
    if (!response) return undefined;
    const fetchedAt = Number(response.headers.get(FETCHED_AT));
    return { jwks: parseJwks(await response.text()), fetchedAt };
  } catch (error) {
    log('warn', 'failed to read session keys from edge cache', errorFields(error));
    return undefined;
  }
}

export async function writeToEdge(
  cache: EdgeCache,
  url: string,
  { jwks, fetchedAt }: FetchedJwks,
  lifetimeMs: number,
): Promise<void> {
  const headers = {
    'cache-control': `max-age=${lifetimeMs / 1000}`,
    'content-type': 'application/json',
    [FETCHED_AT]: `${fetchedAt}`,
  };
  try {
    await cache.put(toCacheKey(url), new Response(JSON.stringify(jwks), { headers }));
  } catch (error) {
    log('warn', 'failed to write session keys to edge cache', errorFields(error));
  }
}

/** A reserved host name, so that no other entry of the zone's cache can pass for keys. */
function toCacheKey(url: string): string {
  return `https://session-keys.invalid/${encodeURIComponent(url)}`;
}
