import type { RevocationNamespace } from './revocation/registry.ts';
import type { RoomKeepers } from './room/room-keeper.ts';

/** What Cloudflare hands to the Worker. Text is checked once, by `parseConfig`. */
export interface Bindings {
  readonly LIVEKIT_URL?: string;
  readonly LIVEKIT_API_KEY?: string;
  readonly LIVEKIT_API_SECRET?: string;
  readonly AGENT_NAME?: string;

  readonly SESSION_ALGORITHM?: string;
  readonly SESSION_SECRET?: string;
  readonly SESSION_SECRET_PREVIOUS?: string;
  readonly SESSION_JWKS_URL?: string;
  readonly SESSION_ISSUER?: string;
  readonly SESSION_AUDIENCE?: string;
  readonly SESSION_AUDIENCE_CLAIM?: string;
  readonly SESSION_TYPE?: string;
  readonly SESSION_MAX_LIFETIME_SECONDS?: string;
  readonly SESSION_CLOCK_TOLERANCE_SECONDS?: string;

  readonly ROOM_MODE?: string;
  readonly ROOM_DEPARTURE_SECONDS?: string;
  readonly MAX_SESSIONS_PER_SUBJECT?: string;
  readonly ALLOW_CAMERA?: string;
  readonly ALLOWED_REQUEST_FIELDS?: string;
  readonly TOKEN_TTL_SECONDS?: string;

  readonly ALLOWED_ORIGINS?: string;
  readonly REVOCATION_KEY?: string;

  /** Counts requests of one network address, before anything is verified. */
  readonly ADDRESS_LIMIT?: RateLimit;
  /** Counts the tokens of one subject. */
  readonly SUBJECT_LIMIT?: RateLimit;
  readonly REVOCATIONS?: RevocationNamespace;
  readonly ROOMS?: RoomKeepers;
  readonly VERSION?: WorkerVersionMetadata;
}

/** The bindings that are text: variables and secrets. */
export type TextBindings = {
  readonly [
    Name in keyof Bindings as Bindings[Name] extends string | undefined ? Name : never
  ]?: Bindings[Name];
};
