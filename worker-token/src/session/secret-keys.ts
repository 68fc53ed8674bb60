import { errors, jwtVerify, type JWTVerifyOptions, type JWTVerifyResult } from 'jose';
import { importHmacKey } from '../platform/crypto.ts';
import type { SessionKeys } from './session-keys.ts';

/** HS256: verifies with the current secret and, during a rotation, with the previous one. */
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

  /** Imported once: jose imports raw bytes again for every token. */
  async #keys(): Promise<readonly CryptoKey[]> {
    this.#imported ??= await Promise.all(
      this.#secrets.map((secret) => importHmacKey(secret, 'verify')),
    );
    return this.#imported;
  }
}
