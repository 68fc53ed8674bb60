import type { JWTVerifyOptions, JWTVerifyResult } from 'jose';

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
  verify(token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult>;
};

/** The keys are temporarily unavailable; the token may be valid. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
  readonly code = 'keys_unavailable' as const;
}
