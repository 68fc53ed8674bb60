import type { JwksAlgorithm } from '../config/config.ts';
import type { HmacSigner } from '../platform/crypto.ts';
import { log } from '../platform/log.ts';
import { type EdgeCache, EdgeKeys } from './edge-cache.ts';
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

/** Pause between look-ups for unknown key ids, so that forged ids cost little. */
const UNKNOWN_KEY_PAUSE_MS = 30_000;

export type JwksCacheOptions = {
  readonly url: string;
  readonly algorithms: readonly JwksAlgorithm[];
  /** Authenticates the entries of the edge cache. */
  readonly signer: HmacSigner;
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
 * - fails on a set with keys that cannot be imported, and accepts one that publishes private keys: `selectUsableKeys`
 *   leaves those out.
 *
 * Requests share no promise: workerd forbids a request to await another request's I/O.
 */
export class JwksCache implements JwksSource {
  readonly #options: JwksCacheOptions;
  #known: FetchedJwks | undefined;
  #lastRefreshAt = Number.NEGATIVE_INFINITY;
  #lastFailureAt = Number.NEGATIVE_INFINITY;
  #lastUnknownAt = Number.NEGATIVE_INFINITY;
  readonly #edge: EdgeKeys;

  constructor(options: JwksCacheOptions) {
    this.#options = options;
    this.#edge = new EdgeKeys(options);
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
    const now = this.#options.now();
    if (now - this.#lastUnknownAt < UNKNOWN_KEY_PAUSE_MS) return known;
    this.#lastUnknownAt = now;
    const cached = await this.#edge.read();
    if (!cached || cached.fetchedAt <= known.fetchedAt) {
      return this.#refresh(known, UNKNOWN_KEY_PAUSE_MS);
    }
    this.#known = cached;
    return cached;
  }

  async #findUsable(): Promise<FetchedJwks | undefined> {
    if (this.#isYounger(this.#known, USABLE_MS)) return this.#known;
    const cached = await this.#edge.read();
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
    const { url, algorithms, fetch, now, defer } = this.#options;
    try {
      const fetched = { jwks: await fetchJwks(fetch, url, algorithms), fetchedAt: now() };
      if (fetched.jwks.keys.length === 0) return this.#useEmpty(fetched);
      this.#known = fetched;
      defer(this.#edge.write(fetched.jwks, fetched.fetchedAt, USABLE_MS));
      return fetched;
    } catch (cause) {
      this.#lastFailureAt = now();
      // A key server's output is public, so this error's message may be logged.
      const why = cause instanceof Error ? cause.message : undefined;
      log('warn', 'failed to fetch session keys', { why });
      throw new KeysUnavailable('the key set could not be fetched', { cause });
    }
  }

  /**
   * A set without a usable key: rejects every session, unless a better set is known.
   *
   * @throws while the last usable set serves
   */
  #useEmpty(fetched: FetchedJwks): FetchedJwks {
    if (this.#isYounger(this.#known, USABLE_MS) && this.#known.jwks.keys.length > 0) {
      throw new Error('the key set has no usable key');
    }
    log('error', 'no session key is usable');
    this.#known = fetched;
    return fetched;
  }

  #isYounger(set: FetchedJwks | undefined, ageMs: number): set is FetchedJwks {
    return set !== undefined && this.#options.now() - set.fetchedAt < ageMs;
  }
}
