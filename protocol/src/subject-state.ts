import * as z from 'zod/mini';

/**
 * What the token service keeps of a user between conversations, for the agent to restore: `GET` and `PUT /state`.
 * `docs/token-service.md` explains the endpoints.
 */

/** Largest stored state, in bytes of JSON in UTF-8. */
export const MAX_STATE_BYTES = 64 * 1024;

/** `aud` of the JWT with which the agent calls `/state`; its `iss` is LiveKit's API key, its `sub` the subject. */
export const STATE_AUDIENCE = 'bakebot-state';

/** Longest lifetime of that JWT, from `iat` to `exp`, in ms. */
export const STATE_TOKEN_LIFETIME_MS = 60_000;

/** The agent's own document: the token service stores it unread. */
export const StateDocument = z
  .record(z.string(), z.unknown())
  .check(
    z.refine(
      (document) => byteLength(document) <= MAX_STATE_BYTES,
      'is larger than 64 KiB of JSON',
    ),
  );
export type StateDocument = z.infer<typeof StateDocument>;

const count = z.int().check(z.nonnegative());

/** Body of `PUT /state`. */
export const StateWrite = z.strictObject({
  /** As `GET /state` returned it: a write from before an erasure is rejected with 409 `state_erased`. */
  generation: count,
  /** Higher than the stored one: otherwise the write is rejected with 409 `state_outdated`. */
  version: z.int().check(z.positive()),
  state: StateDocument,
});
export type StateWrite = z.infer<typeof StateWrite>;

/** Response of `GET /state`, and `state` in that of `GET /me`. */
export const StoredState = z.object({
  /** Number of times that the user has erased the state. */
  generation: count,
  /** Zero when nothing is stored. */
  version: count,
  /** In ms since the epoch; null when nothing is stored. */
  updated_at: z.nullable(count),
  state: z.nullable(StateDocument),
});
export type StoredState = z.infer<typeof StoredState>;

/** Response of `GET /me`: everything that the service stores about the user. */
export const SubjectExport = z.object({
  subject: z.string(),
  state: StoredState,
});
export type SubjectExport = z.infer<typeof SubjectExport>;

/** In UTF-8. This package compiles for every runtime, so it cannot use `TextEncoder`. */
function byteLength(document: object): number {
  let bytes = 0;
  for (const character of JSON.stringify(document)) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
