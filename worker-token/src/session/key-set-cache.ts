import { type FetchKeys, fetchKeySet, parseKeySet, type KeySet } from './key-set.ts';
import type { KeySetSource } from './published-keys.ts';
import { KeysUnavailable } from './session-keys.ts';

/** Age from which a key set is refreshed, in the background. */
const FRESH_MS = 10 * 60_000;

/** Age up to which a key set serves when it cannot be refreshed. A key withdrawn at the source lives at most so long. */
const USABLE_MS = 24 * 60 * 60_000;

/** Pause after a fetch before another: the key server's outage, or a flood of made-up key ids, costs no more. */
const RETRY_MS = 5000;
const UNKNOWN_KEY_RETRY_MS = 30_000;

/** Cloudflare’s `Cache`, as far as it is used. */
export type KeySetStore = {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
};

export type KeySetCacheOptions = {
  readonly url: string;
  readonly fetch: FetchKeys;
  /** Shared by all isolates of a location. */
  readonly cache: KeySetStore;
  readonly now: () => number;
  /** Lets work go on after the answer was sent. */
  readonly defer: (work: Promise<unknown>) => void;
};

/**
 * Keeps a published key set at hand: in memory, else in Cloudflare's cache, else from its source.
 *
 * No promise is shared between requests: workerd forbids one to await another's I/O.
 */
export class KeySetCache implements KeySetSource {
  readonly #options: KeySetCacheOptions;
  #known: KeySet | undefined;
  #lastFetchAt = Number.NEGATIVE_INFINITY;

  constructor(options: KeySetCacheOptions) {
    this.#options = options;
  }

  /** @throws {KeysUnavailable} when neither cache has a usable set and the source has none to give */
  async current(): Promise<KeySet> {
    if (this.#isYounger(this.#known, FRESH_MS)) return this.#known;
    const usable = this.#isYounger(this.#known, USABLE_MS) ? this.#known : await this.#fromCache();
    if (!usable) return this.#fetch(RETRY_MS);
    this.#known = usable;
    if (this.#isYounger(usable, FRESH_MS)) return usable;
    this.#options.defer(this.#refresh(usable, RETRY_MS));
    return usable;
  }

  async newerThan(known: KeySet): Promise<KeySet> {
    const cached = await this.#fromCache();
    if (!cached || cached.fetchedAt <= known.fetchedAt) {
      return this.#refresh(known, UNKNOWN_KEY_RETRY_MS);
    }
    this.#known = cached;
    return cached;
  }

  /** Never throws: a stale key set is better than none. */
  async #refresh(stale: KeySet, pauseMs: number): Promise<KeySet> {
    try {
      return await this.#fetch(pauseMs);
    } catch {
      console.warn({ message: 'session keys could not be refreshed', stale: true });
      return stale;
    }
  }

  async #fetch(pauseMs: number): Promise<KeySet> {
    const { url, fetch, now } = this.#options;
    if (now() - this.#lastFetchAt < pauseMs) throw new KeysUnavailable('fetched a moment ago');
    this.#lastFetchAt = now();
    try {
      this.#known = { jwks: await fetchKeySet(fetch, url), fetchedAt: now() };
    } catch (cause) {
      throw new KeysUnavailable('the key set could not be fetched', { cause });
    }
    this.#options.defer(this.#toCache(this.#known));
    return this.#known;
  }

  async #fromCache(): Promise<KeySet | undefined> {
    try {
      const response = await this.#options.cache.match(this.#cacheKey());
      if (!response) return undefined;
      const cached = {
        jwks: parseKeySet(await response.text()),
        fetchedAt: Number(response.headers.get('x-fetched-at')),
      };
      return this.#isYounger(cached, USABLE_MS) ? cached : undefined;
    } catch {
      console.warn({ message: 'session keys could not be read from the cache' });
      return undefined;
    }
  }

  async #toCache({ jwks, fetchedAt }: KeySet): Promise<void> {
    const headers = {
      'cache-control': `max-age=${USABLE_MS / 1000}`,
      'content-type': 'application/json',
      'x-fetched-at': `${fetchedAt}`,
    };
    await this.#options.cache.put(
      this.#cacheKey(),
      new Response(JSON.stringify(jwks), { headers }),
    );
  }

  /** An address of our own, so that nothing else in the zone's cache is taken for keys. */
  #cacheKey(): string {
    return `https://session-keys.invalid/${encodeURIComponent(this.#options.url)}`;
  }

  #isYounger(set: KeySet | undefined, ageMs: number): set is KeySet {
    return set !== undefined && this.#options.now() - set.fetchedAt < ageMs;
  }
}
