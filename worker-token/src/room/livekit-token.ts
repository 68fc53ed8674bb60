import { SignJWT } from 'jose';
import type { LiveKitConfig } from '../config/config.ts';
import { importHmacKey } from '../hmac-key.ts';
import type { RoomClaims } from './room-claims.ts';

/** How long after its end LiveKit still takes a token, in ms. */
export const LIVEKIT_LEEWAY_MS = 60_000;

/** Signs LiveKit access tokens. With jose alone: the server SDK would add a second jose and all of protobuf. */
export class LiveKitSigner {
  readonly #apiKey: string;
  readonly #apiSecret: string;
  #key: CryptoKey | undefined;

  constructor({ apiKey, apiSecret }: LiveKitConfig) {
    this.#apiKey = apiKey;
    this.#apiSecret = apiSecret;
  }

  /** A token with which one participant joins one room. */
  async signRoomToken(claims: RoomClaims): Promise<string> {
    const { identity, notBefore, expiresAt, ...rest } = claims;
    return this.#sign(new SignJWT(rest).setSubject(identity), notBefore, expiresAt);
  }

  /** A token for one call of LiveKit's server API. */
  async signApiToken(video: Record<string, boolean | string>, now: number): Promise<string> {
    return this.#sign(new SignJWT({ video }), now - 60_000, now + 60_000);
  }

  async #sign(token: SignJWT, notBefore: number, expiresAt: number): Promise<string> {
    this.#key ??= await importHmacKey(this.#apiSecret, 'sign');
    return token
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(this.#apiKey)
      .setNotBefore(Math.floor(notBefore / 1000))
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .sign(this.#key);
  }
}
