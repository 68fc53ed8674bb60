import * as z from 'zod/mini';
import type { ClaimRule, ProfileClaims } from './claim-rules.ts';

/** Fields of a token request that a deployment can allow clients to set. */
export const RequestField = z.enum(['room_name', 'participant_name', 'participant_attributes']);
export type RequestField = z.infer<typeof RequestField>;

/** Algorithms whose public keys the sign-in publishes as a JWK set. */
export const JWKS_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;
export type JwksAlgorithm = (typeof JWKS_ALGORITHMS)[number];

/** A secret of HS256. The log names the one that verified a session, so that the previous one can be removed in time. */
export type SessionSecret = {
  readonly name: 'current' | 'previous';
  readonly bytes: Uint8Array;
};

/**
 * How sessions are signed. The algorithms are fixed here; the token's header never selects another. Both kinds are set
 * while an app changes from one to the other.
 */
export type SessionKeysConfig = {
  /** HS256: the current secret and, during a rotation, the previous one. Empty without HS256. */
  readonly secrets: readonly SessionSecret[];
  readonly jwks:
    | { readonly algorithms: readonly JwksAlgorithm[]; readonly url: string }
    | undefined;
};

/** The conditions under which a session is accepted. */
export type SessionConfig = {
  readonly keys: SessionKeysConfig;
  readonly issuer: string;
  /** The session must name one of them; empty if `audienceClaim` is `none`. */
  readonly audiences: readonly string[];
  /** The claim compared with `audiences`; not `aud` for sign-ins that leave `aud` out. */
  readonly audienceClaim: 'aud' | 'azp' | 'client_id' | 'none';
  /** The only accepted `typ`; `undefined` accepts `JWT`, `at+jwt` and no `typ`. */
  readonly type: string | undefined;
  /** All of them must hold. */
  readonly requiredClaims: readonly ClaimRule[];
  readonly profileClaims: ProfileClaims;
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
  /** How long a subject's state is kept after its last change; zero stores none. */
  readonly stateRetentionMs: number;
};
