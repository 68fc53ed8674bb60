import { SignJWT } from 'jose';
import type { LiveKitConfig } from '../config/config.ts';
import { importHmacKey } from '../platform/crypto.ts';

/** How long after its expiry LiveKit still accepts a token, in ms. */
export const LIVEKIT_LEEWAY_MS = 60_000;

/** Validity of a server API token before and after its call, in ms: covers a skewed clock. */
const API_TOKEN_MARGIN_MS = 60_000;

/**
 * The claims of a room token. Names inside `video` and `roomConfig` are LiveKit's.
 * https://docs.livekit.io/frontends/reference/tokens-grants
 */
export type RoomClaims = {
  readonly identity: string;
  readonly name: string | undefined;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly video: VideoGrant;
  readonly roomConfig: RoomConfiguration;
};

type VideoGrant = {
  readonly roomJoin: true;
  readonly room: string;
  readonly canSubscribe: boolean;
  readonly canPublish: boolean;
  readonly canPublishData: boolean;
  /** Never empty: LiveKit reads an empty list as all sources. */
  readonly canPublishSources: readonly [TrackSource, ...TrackSource[]];
  readonly canUpdateOwnMetadata: false;
};

type TrackSource = 'microphone' | 'camera';

/** Takes effect only when the join creates the room. */
type RoomConfiguration = {
  /** Agents do not count. */
  readonly maxParticipants: number;
  /** In seconds, like `departureTimeout`. */
  readonly emptyTimeout: number;
  readonly departureTimeout: number;
  readonly agents: readonly [{ readonly agentName: string; readonly metadata: string }];
};

/** Signs LiveKit access tokens with jose alone: the server SDK would add a second jose and all of protobuf. */
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

  /** A token for one call to LiveKit's server API. */
  async signApiToken(video: Record<string, boolean | string>, now: number): Promise<string> {
    return this.#sign(new SignJWT({ video }), now - API_TOKEN_MARGIN_MS, now + API_TOKEN_MARGIN_MS);
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
