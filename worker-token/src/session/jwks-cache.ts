import { log } from '../platform/log.ts';
import { type EdgeCache, readFromEdge, writeToEdge } from './edge-cache.ts';
import { type Fetch, type FetchedJwks, fetchJwks } from './fetch-jwks.ts';
import type { JwksSource } from './jwks-keys.ts';
import { KeysUnavailable } from './session-keys.ts';

/** Age at which a key set is refreshed in the background. */
const FRESH_MS = 10 * 60_000;

/** Age at which a key set is refreshed before use, so that a withdrawn key is soon rejected. */
const STALE_MS = 60 * 60_000;

/** Age up to which a key set serves while it cannot be refreshed. After that, no session is accepted. */
const USABLE_MS = 24 * 60 * 60_000;

/** Pause after a failed fetch, so that requests do not wait for a key server that is down. */
const RETRY_MS = 5000;

/** Pause between fetches for unknown key ids, so that forged ids cost the key server little. */
const UNKNOWN_KEY_PAUSE_MS = 30_000;

export type JwksCacheOptions = {
  readonly url: string;
  readonly fetch: Fetch;
  readonly cache: EdgeCache;
  readonly now: () => number;
  /** Keeps the isolate running after the response was sent: `waitUntil`. */
  readonly defer: (work: Promise<unknown>) => void;
};

/**
 * Caches the sign-in's key set: in memory, then in the location's edge cache, then from its URL.
 *
 * Used in place of jose's `createRemoteJWKSet` (jose 6.2), which
 * - has no stale-if-error: an outage of the key server would reject every session within minutes; here the last set
 *   serves for 24 h;
 * - reads a response of any size: `fetchJwks` stops at 64 KiB;
 * - accepts a set that publishes private keys: `fetchJwks` rejects it.
 *
 * Requests share no promise: workerd forbids a request to await another request's I/O.
 */
export class JwksCache implements JwksSource {
  readonly #options: JwksCacheOptions;
  #known: FetchedJwks | undefined;
  #lastRefreshAt = Number.NEGATIVE_INFINITY;
  #lastFailureAt = Number.NEGATIVE_INFINITY;

  constructor(options: JwksCacheOptions) {
    this.#options = options;
  }

  /** @throws {KeysUnavailable} when neither cache has a usable set and the fetch fails */
  async current(): Promise<FetchedJwks> {
    if (this.#isYounger(this.#known, FRESH_MS)) return this.#known;
    const usable = await this.#findUsable();
    if (!usable) return this.#fetchUnlessDown();
    this.#known = usable;
    if (this.#isYounger(usable, FRESH_MS)) return usable;
    const refreshed = this.#refresh(usable, RETRY_MS);
    if (!this.#isYounger(usable, STALE_MS)) return refreshed;
    this.#options.defer(refreshed);
    return usable;
  }

  async newerThan(known: FetchedJwks): Promise<FetchedJwks> {
    const { cache, url } = this.#options;
    const cached = await readFromEdge(cache, url);
    if (!cached || cached.fetchedAt <= known.fetchedAt) {
      return this.#refresh(known, UNKNOWN_KEY_PAUSE_MS);
    }
    this.#known = cached;
    return cached;
  }

  async #findUsable(): Promise<FetchedJwks | undefined> {
    if (this.#isYounger(this.#known, USABLE_MS)) return this.#known;
    const { cache, url } = this.#options;
    const cached = await readFromEdge(cache, url);
    return this.#isYounger(cached, USABLE_MS) ? cached : undefined;
  }

  /** Never throws: returns the stale set when the fetch fails. */
  async #refresh(stale: FetchedJwks, pauseMs: number): Promise<FetchedJwks> {
    const now = this.#options.now();
    if (now - Math.max(stale.fetchedAt, this.#lastRefreshAt) < pauseMs) return stale;
    this.#lastRefreshAt = now;
    try {
      return await this.#fetch();
    } catch {
      return stale;
    }
  }

  async #fetchUnlessDown(): Promise<FetchedJwks> {
    if (this.#options.now() - this.#lastFailureAt < RETRY_MS) {
      throw new KeysUnavailable('the last fetch of the key set failed');
    }
    return this.#fetch();
  }

  async #fetch(): Promise<FetchedJwks> {
    const { url, fetch, cache, now, defer } = this.#options;
    try {
      const fetched = { jwks: await fetchJwks(fetch, url), fetchedAt: now() };
      this.#known = fetched;
      defer(writeToEdge(cache, url, fetched, USABLE_MS));
      return fetched;
    } catch (cause) {
      this.#lastFailureAt = now();
      // A key server's output is public, so this error's message may be logged.
      const why = cause instanceof Error ? cause.message : undefined;
      log('warn', 'failed to fetch session keys', { why });
      throw new KeysUnavailable('the key set could not be fetched', { cause });
    }
  }

  #isYounger(set: FetchedJwks | undefined, ageMs: number): set is FetchedJwks {
    return set !== undefined && this.#options.now() - set.fetchedAt < ageMs;
  }
}
