import { errors, jwtVerify, type JWTVerifyOptions, type JWTVerifyResult } from 'jose';
import { importHmacKey } from '../hmac-key.ts';

/** Verifies signatures, however the keys are kept. */
export type SessionKeys = {
  /**
   * Loads what `verify` needs.
   *
   * @throws {KeysUnavailable} when there are no keys to be had
   */
  prepare(): Promise<void>;
  /**
   * @throws {KeysUnavailable} when there are no keys to be had
   * @throws {errors.JOSEError} when the token is not acceptable
   */
  verify(token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult>;
};

/** The keys cannot be had just now. It says nothing about the token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
  readonly code = 'keys_unavailable' as const;
}

/** Keys for HS256: the current secret and, while a rotation lasts, the one before. */
export class SecretKeys implements SessionKeys {
  readonly #secrets: readonly Uint8Array[];
  #imported: readonly CryptoKey[] | undefined;

  constructor(secrets: readonly (Uint8Array | undefined)[]) {
    this.#secrets = secrets.filter((secret) => secret !== undefined);
  }

  async prepare(): Promise<void> {
    await this.#keys();
  }

  async verify(token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
    let failure: unknown;
    for (const key of await this.#keys()) {
      try {
        return await jwtVerify(token, key, options);
      } catch (error) {
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** Imported once: jose would import raw bytes again for every token. */
  async #keys(): Promise<readonly CryptoKey[]> {
    this.#imported ??= await Promise.all(
      this.#secrets.map((secret) => importHmacKey(secret, 'verify')),
    );
    return this.#imported;
  }
}
