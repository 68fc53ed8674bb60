import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Fetch } from '../session/fetch-jwks.ts';
import { sessionClaims } from './sessions.ts';

export const JWKS_URL = 'https://sign-in.example.com/jwks';

/** A sign-in's JWKS endpoint. */
export class KeyServer {
  /** Requested URLs. */
  readonly requests: string[] = [];
  /** Replaces the response with the keys. */
  respond: (() => Response | Promise<Response>) | undefined;
  readonly #published = new Map<string, JWK>();

  /** Like the runtime's `fetch`, follows a redirect (to the keys) unless `redirect` is `manual`. */
  readonly fetch: Fetch = async (url, { redirect }) => {
    this.requests.push(url);
    const response = await this.respond?.();
    const isFollowed = response?.status === 302 && redirect !== 'manual';
    return response && !isFollowed ? response : new Response(this.keySet());
  };

  keySet(): string {
    return JSON.stringify({ keys: [...this.#published.values()] });
  }

  /** Publishes a new key. @returns a function that signs sessions with it */
  async addKey(kid: string, alg = 'ES256'): Promise<SignWithKey> {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    this.#published.set(kid, { ...(await exportJWK(publicKey)), kid, alg });
    return (claims = {}, header = {}) =>
      new SignJWT(sessionClaims(claims))
        .setProtectedHeader({ alg, kid, ...header })
        .sign(privateKey);
  }

  removeKey(kid: string): void {
    this.#published.delete(kid);
  }
}

export type SignWithKey = (
  claims?: Record<string, unknown>,
  header?: Record<string, unknown>,
) => Promise<string>;
