import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Fetch } from '../session/fetch-jwks.ts';
import { sessionClaims } from './sessions.ts';

export const JWKS_URL = 'https://sign-in.example.com/jwks';

/** A sign-in that publishes its keys. */
export class KeyServer {
  /** What it was asked for. */
  readonly requests: string[] = [];
  /** What it answers instead of its keys. */
  answer: (() => Response | Promise<Response>) | undefined;
  readonly #published = new Map<string, JWK>();

  /** Like the runtime's, it follows a redirect (to the keys) unless it is told not to. */
  readonly fetch: Fetch = async (url, { redirect }) => {
    this.requests.push(url);
    const answer = await this.answer?.();
    const isFollowed = answer?.status === 302 && redirect !== 'manual';
    return answer && !isFollowed ? answer : new Response(this.keySet());
  };

  /** What it publishes. */
  keySet(): string {
    return JSON.stringify({ keys: [...this.#published.values()] });
  }

  /** Publishes a new key, and returns what signs sessions with it. */
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
