import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTVerifyOptions } from 'jose';
import type { JwksAlgorithm } from '../config/config.ts';
import type { FetchedJwks } from './fetch-jwks.ts';
import { KeysUnavailable, type SessionKeys, type VerifiedSession } from './session-keys.ts';

/** Provides the sign-in's key set: `JwksCache`. */
export type JwksSource = {
  current(): Promise<FetchedJwks>;
  /** A newer set than `known` if one is available, otherwise `known`. */
  newerThan(known: FetchedJwks): Promise<FetchedJwks>;
};

/** RSA, ECDSA and Ed25519: verifies with the public keys that the sign-in publishes as a JWK set (RFC 7517). */
export class JwksKeys implements SessionKeys {
  readonly #source: JwksSource;
  /** One algorithm with two names counts as one. */
  readonly #algorithms: string[];
  #resolver:
    | { readonly of: JSONWebKeySet; readonly resolve: ReturnType<typeof createLocalJWKSet> }
    | undefined;

  constructor(source: JwksSource, algorithms: readonly JwksAlgorithm[]) {
    this.#source = source;
    const isEdwards = algorithms.some((name) => name === 'EdDSA' || name === 'Ed25519');
    this.#algorithms = isEdwards ? [...algorithms, 'EdDSA', 'Ed25519'] : [...algorithms];
  }

  async prepare(): Promise<void> {
    const { jwks } = await this.#source.current();
    if (jwks.keys.length === 0) throw new KeysUnavailable('no session key is usable');
  }

  async verify(token: string, options: JWTVerifyOptions): Promise<VerifiedSession> {
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
  ): Promise<VerifiedSession> {
    if (this.#resolver?.of !== jwks) {
      this.#resolver = { of: jwks, resolve: createLocalJWKSet(jwks) };
    }
    return jwtVerify(token, this.#resolver.resolve, { ...options, algorithms: this.#algorithms });
  }
}
