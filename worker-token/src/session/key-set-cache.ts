import { log } from '../log.ts';
import { type FetchKeys, fetchKeySet, type KeySet } from './key-set.ts';
import { type LocationCache, readFromLocation, writeToLocation } from './location-cache.ts';
import type { KeySetSource } from './published-keys.ts';
import { KeysUnavailable } from './session-keys.ts';

/** Age from which a key set is refreshed, in the background. */
const FRESH_MS = 10 * 60_000;

/** Age from which a key set is refreshed before it is used: a key withdrawn at the source is soon refused here. */
const STALE_MS = 60 * 60_000;

/** Age up to which a key set serves when it cannot be refreshed. Then no session is accepted. */
const USABLE_MS = 24 * 60 * 60_000;

/** Pause after a failure, so that no request waits for a key server that was down a moment ago. */
const RETRY_MS = 5000;

/** Pause between fetches for keys that nobody knows, so that making up key ids costs the key server little. */
const UNKNOWN_KEY_PAUSE_MS = 30_000;

export type KeySetCacheOptions = {
  readonly url: string;
  readonly fetch: FetchKeys;
  readonly cache: LocationCache;
  readonly now: () => number;
  /** Lets work go on after the answer was sent. */
  readonly defer: (work: Promise<unknown>) => void;
};

/**
 * Keeps a published key set at hand: in memory, else in the location's cache, else from its source.
 *
 * No promise is shared between requests: workerd forbids one to await another's I/O.
 */
export class KeySetCache implements KeySetSource {
  readonly #options: KeySetCacheOptions;
  #known: KeySet | undefined;
  #lastRefreshAt = Number.NEGATIVE_INFINITY;
  #lastFailureAt = Number.NEGATIVE_INFINITY;

  constructor(options: KeySetCacheOptions) {
    this.#options = options;
  }

  /** @throws {KeysUnavailable} when neither cache has a usable set and the source has none to give */
  async current(): Promise<KeySet> {
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

  async newerThan(known: KeySet): Promise<KeySet> {
    const { cache, url } = this.#options;
    const cached = await readFromLocation(cache, url);
    if (!cached || cached.fetchedAt <= known.fetchedAt) {
      return this.#refresh(known, UNKNOWN_KEY_PAUSE_MS);
    }
    this.#known = cached;
    return cached;
  }

  async #findUsable(): Promise<KeySet | undefined> {
    if (this.#isYounger(this.#known, USABLE_MS)) return this.#known;
    const { cache, url } = this.#options;
    const cached = await readFromLocation(cache, url);
    return this.#isYounger(cached, USABLE_MS) ? cached : undefined;
  }

  /** Never throws: a stale key set is better than none. */
  async #refresh(stale: KeySet, pauseMs: number): Promise<KeySet> {
    const now = this.#options.now();
    if (now - Math.max(stale.fetchedAt, this.#lastRefreshAt) < pauseMs) return stale;
    this.#lastRefreshAt = now;
    try {
      return await this.#fetch();
    } catch {
      return stale;
    }
  }

  async #fetchUnlessDown(): Promise<KeySet> {
    if (this.#options.now() - this.#lastFailureAt < RETRY_MS) {
      throw new KeysUnavailable('the key set could not be fetched a moment ago');
    }
    return this.#fetch();
  }

  async #fetch(): Promise<KeySet> {
    const { url, fetch, cache, now, defer } = this.#options;
    try {
      const fetched = { jwks: await fetchKeySet(fetch, url), fetchedAt: now() };
      this.#known = fetched;
      defer(writeToLocation(cache, url, fetched, USABLE_MS));
      return fetched;
    } catch (cause) {
      this.#lastFailureAt = now();
      // Everything that a key server says is public, so its error's words may be logged.
      const why = cause instanceof Error ? cause.message : undefined;
      log('warn', 'session keys could not be fetched', { why });
      throw new KeysUnavailable('the key set could not be fetched', { cause });
    }
  }

  #isYounger(set: KeySet | undefined, ageMs: number): set is KeySet {
    return set !== undefined && this.#options.now() - set.fetchedAt < ageMs;
  }
}
