import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTVerifyOptions, JWTVerifyResult } from 'jose';
import type { KeySet } from './key-set.ts';
import type { SessionKeys } from './session-keys.ts';

/** Where key sets come from: `KeySetCache`. */
export type KeySetSource = {
  current(): Promise<KeySet>;
  /** A newer set than this one, if there is one. */
  newerThan(known: KeySet): Promise<KeySet>;
};

/** Public keys for RS256, ES256 and EdDSA, which the app's sign-in publishes as a JWK set (RFC 7517). */
export class PublishedKeys implements SessionKeys {
  readonly #source: KeySetSource;
  #resolver:
    | { readonly of: JSONWebKeySet; readonly resolve: ReturnType<typeof createLocalJWKSet> }
    | undefined;

  constructor(source: KeySetSource) {
    this.#source = source;
  }

  async prepare(): Promise<void> {
    await this.#source.current();
  }

  async verify(token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
    const known = await this.#source.current();
    try {
      return await this.#verifyWith(known, token, options);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const newer = await this.#source.newerThan(known);
      if (newer === known) throw error;
      return this.#verifyWith(newer, token, options);
    }
  }

  /** One resolver per set, because it keeps the keys that it imported. */
  #verifyWith(
    { jwks }: KeySet,
    token: string,
    options: JWTVerifyOptions,
  ): Promise<JWTVerifyResult> {
    if (this.#resolver?.of !== jwks) {
      this.#resolver = { of: jwks, resolve: createLocalJWKSet(jwks) };
    }
    return jwtVerify(token, this.#resolver.resolve, options);
  }
}
