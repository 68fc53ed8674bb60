import { errors, jwtVerify, type JWTVerifyOptions } from 'jose';
import type { SessionSecret } from '../config/config.ts';
import { importHmacKey } from '../platform/crypto.ts';
import type { SessionKeys, VerifiedSession } from './session-keys.ts';

type ImportedSecret = Pick<SessionSecret, 'name'> & { readonly key: CryptoKey };

const ALGORITHMS = ['HS256'];

/** HS256: verifies with the current secret and, during a rotation, with the previous one. */
export class SecretKeys implements SessionKeys {
  readonly #secrets: readonly SessionSecret[];
  #imported: readonly ImportedSecret[] | undefined;

  constructor(secrets: readonly SessionSecret[]) {
    this.#secrets = secrets;
  }

  async prepare(): Promise<void> {
    await this.#keys();
  }

  async verify(token: string, options: JWTVerifyOptions): Promise<VerifiedSession> {
    let failure: unknown;
    for (const { name, key } of this.#imported ?? (await this.#keys())) {
      try {
        const verified = await jwtVerify(token, key, { ...options, algorithms: ALGORITHMS });
        return { ...verified, secret: name };
      } catch (error) {
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** Imported once: jose imports raw bytes again for every token. */
  async #keys(): Promise<readonly ImportedSecret[]> {
    this.#imported ??= await Promise.all(
      this.#secrets.map(async ({ name, bytes }) => ({
        name,
        key: await importHmacKey(bytes, 'verify'),
      })),
    );
    return this.#imported;
  }
}
