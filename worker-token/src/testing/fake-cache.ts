import type { EdgeCache } from '../session/edge-cache.ts';

/** In-memory stand-in for Cloudflare's cache. */
export class FakeCache implements EdgeCache {
  readonly #stored = new Map<string, Response>();

  async match(key: string): Promise<Response | undefined> {
    return this.#stored.get(key)?.clone();
  }

  async put(key: string, response: Response): Promise<void> {
    this.#stored.set(key, response);
  }
}
