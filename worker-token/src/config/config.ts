import * as z from 'zod/mini';

/** Fields of a token request that a deployment can allow clients to set. */
export const RequestField = z.enum(['room_name', 'participant_name', 'participant_attributes']);
export type RequestField = z.infer<typeof RequestField>;

/** How sessions are signed. The algorithm is fixed here; the token's header never selects another. */
export type SessionKeySource =
  | {
      readonly algorithm: 'HS256';
      /** The current secret and, during a rotation, the previous one. */
      readonly secrets: readonly [current: Uint8Array, previous?: Uint8Array];
    }
  | { readonly algorithm: 'RS256' | 'ES256' | 'EdDSA'; readonly jwksUrl: string };

/** The conditions under which a session is accepted. */
export type SessionConfig = {
  readonly keys: SessionKeySource;
  readonly issuer: string;
  readonly audience: string;
  /** The claim compared with `audience`; not `aud` for sign-ins that leave `aud` out. */
  readonly audienceClaim: 'aud' | 'azp' | 'client_id';
  /** The only accepted `typ`; `undefined` accepts `JWT`, `at+jwt` and no `typ`. */
  readonly type: string | undefined;
  readonly maxLifetimeMs: number;
  readonly clockToleranceMs: number;
};

export type RoomConfig = {
  readonly agentName: string;
  /** `fresh`: a new room for every token. `stable`: the same room for every token of a subject. */
  readonly mode: 'fresh' | 'stable';
  readonly allowCamera: boolean;
  /** Fields that the client may set; all others get a 403. */
  readonly allowedFields: ReadonlySet<RequestField>;
  readonly tokenTtlMs: number;
  /** How long a room stays open after its user has left or lost the connection. */
  readonly departureMs: number;
  /** Most open rooms per subject; `undefined` sets no cap. */
  readonly maxSessions: number | undefined;
};

export type LiveKitConfig = {
  /** The URL that clients connect to: `wss://…`. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
};

/** The token service's configuration, parsed and validated. `docs/token-service.md` explains every setting. */
export type Config = {
  readonly livekit: LiveKitConfig;
  readonly session: SessionConfig;
  readonly room: RoomConfig;
  readonly allowedOrigins: readonly string[];
  /** The credential of `POST /revoke`; without it there is no revocation. */
  readonly revocationKey: string | undefined;
};
