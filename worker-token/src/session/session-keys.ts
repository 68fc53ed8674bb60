import { decodeProtectedHeader, type JWTVerifyOptions, type JWTVerifyResult } from 'jose';
import type { SessionSecret } from '../config/config.ts';

/** A session whose signature and standard claims are valid. */
export type VerifiedSession = JWTVerifyResult & {
  /** The secret of HS256 that verified it. */
  readonly secret?: SessionSecret['name'];
};

/** Verifies session signatures: with `SecretKeys` for HS256, with `JwksKeys` for public keys. */
export type SessionKeys = {
  /**
   * Loads the keys before the first `verify`.
   *
   * @throws {KeysUnavailable}
   */
  prepare(): Promise<void>;
  /**
   * @throws {KeysUnavailable}
   * @throws {errors.JOSEError} when the token is not acceptable
   */
  verify(token: string, options: JWTVerifyOptions): Promise<VerifiedSession>;
};

/**
 * Both kinds of keys, while an app changes from one to the other. The token's header selects the kind, and each kind
 * accepts only its own algorithms: a public key is never used as a secret.
 */
export class EitherKeys implements SessionKeys {
  readonly #secret: SessionKeys;
  readonly #public: SessionKeys;

  constructor(secret: SessionKeys, publicKeys: SessionKeys) {
    this.#secret = secret;
    this.#public = publicKeys;
  }

  async prepare(): Promise<void> {
    await Promise.all([this.#secret.prepare(), this.#public.prepare()]);
  }

  async verify(token: string, options: JWTVerifyOptions): Promise<VerifiedSession> {
    const keys = algorithmOf(token) === 'HS256' ? this.#secret : this.#public;
    return keys.verify(token, options);
  }
}

/** @returns nothing for a malformed token, which either kind rejects */
function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg;
  } catch {
    return undefined;
  }
}

/** The keys are temporarily unavailable; the token may be valid. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
  readonly code = 'keys_unavailable' as const;
}
