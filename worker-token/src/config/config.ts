import type { RequestField } from '../room/token-request.ts';

/** How sessions are signed. One algorithm is pinned: whatever a token's header claims, no other is tried. */
export type SessionKeySource =
  | {
      readonly algorithm: 'HS256';
      /** The secret that signs now, then the one before it while a rotation lasts. */
      readonly secrets: readonly [current: Uint8Array, previous?: Uint8Array];
    }
  | { readonly algorithm: 'RS256' | 'ES256' | 'EdDSA'; readonly jwksUrl: string };

/** What makes a session acceptable. */
export type SessionConfig = {
  readonly keys: SessionKeySource;
  readonly issuer: string;
  readonly audience: string;
  /** The claim that says for whom a session is, for sign-ins that set no `aud`. */
  readonly audienceClaim: 'aud' | 'azp' | 'client_id';
  /** The one `typ` that is accepted; without it, `JWT`, `at+jwt` and none are. */
  readonly type: string | undefined;
  readonly maxLifetimeMs: number;
  readonly clockToleranceMs: number;
};

/** Everything that decides who gets which room. */
export type RoomConfig = {
  readonly agentName: string;
  /** `fresh`: a room of its own for every token. `stable`: one room per subject, again and again. */
  readonly mode: 'fresh' | 'stable';
  readonly allowCamera: boolean;
  /** Fields that the client may propose; all others get a 403. */
  readonly allowedFields: ReadonlySet<RequestField>;
  readonly tokenTtlMs: number;
  /** How long a room waits for who has left it, or lost the connection. */
  readonly departureMs: number;
  /** How many rooms of one subject may exist at once; without it, any number. */
  readonly maxSessions: number | undefined;
};

export type LiveKitConfig = {
  /** Where clients connect: `wss://…`. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
};

/** The token service's settings. See `docs/token-service.md`. */
export type Config = {
  readonly livekit: LiveKitConfig;
  readonly session: SessionConfig;
  readonly room: RoomConfig;
  readonly allowedOrigins: readonly string[];
  /** The credential of `POST /revoke`; without it there is no revocation. */
  readonly revocationKey: string | undefined;
};
