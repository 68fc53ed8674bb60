import { errorFields, log } from '../log.ts';
import { parseKeySet, type KeySet } from './key-set.ts';

/** Cloudflare’s `Cache`, as far as it is used. All isolates of a location share it. */
export type LocationCache = {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
};

const FETCHED_AT = 'x-fetched-at';

/** The key set that some isolate of this location fetched, if there is one. A cache that fails is as good as empty. */
export async function readFromLocation(
  cache: LocationCache,
  url: string,
): Promise<KeySet | undefined> {
  try {
    const response = await cache.match(toCacheKey(url));
    if (!response) return undefined;
    const fetchedAt = Number(response.headers.get(FETCHED_AT));
    return { jwks: parseKeySet(await response.text()), fetchedAt };
  } catch (error) {
    log('warn', 'session keys could not be read from the cache', errorFields(error));
    return undefined;
  }
}

export async function writeToLocation(
  cache: LocationCache,
  url: string,
  { jwks, fetchedAt }: KeySet,
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
    log('warn', 'session keys could not be written to the cache', errorFields(error));
  }
}

/** An address of our own, so that nothing else in the zone's cache is taken for keys. */
function toCacheKey(url: string): string {
  return `https://session-keys.invalid/${encodeURIComponent(url)}`;
}
