import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTVerifyOptions, JWTVerifyResult } from 'jose';
import type { FetchedJwks } from './fetch-jwks.ts';
import type { SessionKeys } from './session-keys.ts';

/** Provides the sign-in's key set: `JwksCache`. */
export type JwksSource = {
  current(): Promise<FetchedJwks>;
  /** A newer set than `known` if one is available, otherwise `known`. */
  newerThan(known: FetchedJwks): Promise<FetchedJwks>;
};

/** RS256, ES256 and EdDSA: verifies with the public keys that the sign-in publishes as a JWK set (RFC 7517). */
export class JwksKeys implements SessionKeys {
  readonly #source: JwksSource;
  #resolver:
    | { readonly of: JSONWebKeySet; readonly resolve: ReturnType<typeof createLocalJWKSet> }
    | undefined;

  constructor(source: JwksSource) {
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

  /** Keeps one resolver per set, because a resolver keeps its imported keys. */
  #verifyWith(
    { jwks }: FetchedJwks,
    token: string,
    options: JWTVerifyOptions,
  ): Promise<JWTVerifyResult> {
    if (this.#resolver?.of !== jwks) {
      this.#resolver = { of: jwks, resolve: createLocalJWKSet(jwks) };
    }
    return jwtVerify(token, this.#resolver.resolve, options);
  }
}
