import type { JSONWebKeySet } from 'jose';
import { base64url } from 'jose';
import type { JwksAlgorithm } from '../config/config.ts';
import { type HmacSigner, isEqualInConstantTime } from '../platform/crypto.ts';
import { errorFields, log } from '../platform/log.ts';
import type { FetchedJwks } from './fetch-jwks.ts';
import { selectUsableKeys } from './usable-keys.ts';

/** The part of Cloudflare's `Cache` that the service uses. All isolates of a location share it. */
export type EdgeCache = {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
};

const FETCHED_AT = 'x-fetched-at';
const MAC = 'x-mac';

export type EdgeKeysOptions = {
  readonly cache: EdgeCache;
  readonly url: string;
  readonly algorithms: readonly JwksAlgorithm[];
  /** Authenticates entries: every Worker of the zone can write to its cache. */
  readonly signer: HmacSigner;
  readonly now: () => number;
};

/** The key set in the location's cache. A failing cache, and an entry that this service did not write, count as empty. */
export class EdgeKeys {
  readonly #options: EdgeKeysOptions;

  constructor(options: EdgeKeysOptions) {
    this.#options = options;
  }

  async read(): Promise<FetchedJwks | undefined> {
    const { cache, algorithms, now } = this.#options;
    try {
      const response = await cache.match(this.#cacheKey());
      if (!response) return undefined;
      const json = await response.text();
      const fetchedAt = response.headers.get(FETCHED_AT) ?? '';
      const mac = response.headers.get(MAC) ?? '';
      if (!(await isEqualInConstantTime(mac, await this.#sign(fetchedAt, json)))) {
        log('error', 'session keys in edge cache are not from this service');
        return undefined;
      }
      // A clock that was ahead must not keep the set fresh for longer.
      const age = Math.min(Number(fetchedAt), now());
      return { jwks: await selectUsableKeys(json, algorithms), fetchedAt: age };
    } catch (error) {
      log('warn', 'failed to read session keys from edge cache', errorFields(error));
      return undefined;
    }
  }

  async write(jwks: JSONWebKeySet, fetchedAt: number, lifetimeMs: number): Promise<void> {
    const json = JSON.stringify(jwks);
    try {
      const headers = {
        'cache-control': `max-age=${lifetimeMs / 1000}`,
        'content-type': 'application/json',
        [FETCHED_AT]: `${fetchedAt}`,
        [MAC]: await this.#sign(`${fetchedAt}`, json),
      };
      await this.#options.cache.put(this.#cacheKey(), new Response(json, { headers }));
    } catch (error) {
      log('warn', 'failed to write session keys to edge cache', errorFields(error));
    }
  }

  async #sign(fetchedAt: string, json: string): Promise<string> {
    const { signer, url } = this.#options;
    return base64url.encode(
      await signer.sign(`bakebot session keys\n${url}\n${fetchedAt}\n${json}`),
    );
  }

  /** A reserved host name, so that no page of the zone has the same key. */
  #cacheKey(): string {
    return `https://session-keys.invalid/${encodeURIComponent(this.#options.url)}`;
  }
}
