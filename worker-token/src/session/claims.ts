import * as z from 'zod/mini';
import { claimAt, type ProfileClaims } from '../config/claim-rules.ts';
import type { SessionConfig, SessionSecret } from '../config/config.ts';
import { isWithinBytes } from '../platform/crypto.ts';

/** Longest subject, in bytes: an OpenID Connect `sub` has at most 255. */
const MAX_SUBJECT_BYTES = 256;

/** Longest name, locale or version that is passed on: a room token travels in a URL. */
const MAX_TEXT_CHARACTERS = 256;

/** A verified session. Times are ms since the epoch. */
export type Session = {
  readonly subject: string;
  /** The session's `sid` (Supabase: `session_id`), or its `jti` if it has neither. */
  readonly id: string | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly profile: Profile;
  /** Logged with the request. */
  readonly signature: {
    readonly algorithm: string;
    readonly keyId: string | undefined;
    readonly secret: SessionSecret['name'] | undefined;
  };
};

/** The user's profile, which the agent receives. */
export type Profile = {
  readonly name: string | undefined;
  /** BCP 47 language tag. */
  readonly locale: string | undefined;
  /** IANA time zone: `Europe/London`. */
  readonly timeZone: string | undefined;
  readonly appVersion: string | undefined;
  readonly preferences: Readonly<Record<string, string>> | undefined;
};

export type ClaimFailure =
  | 'subject_invalid'
  | 'issued_in_future'
  | 'lifetime_too_long'
  | 'bound_to_key';

/** Longest session id, in characters. A longer one counts as none: it could not be revoked. */
export const MAX_SESSION_ID_CHARACTERS = 256;

/** A user's id. */
export const SubjectId = z
  .string()
  .check(z.refine(isSubject, 'must be 1 to 256 bytes of well-formed text'));

const Preferences = z.record(z.string(), z.string());

/** Claims after the signature was verified: the required ones are present, but types are unchecked. */
export type VerifiedClaims = Readonly<Record<string, unknown>>;

/** Checks the claims that a JWT library leaves to the application. */
export function readClaims(
  claims: VerifiedClaims,
  signature: Session['signature'],
  { maxLifetimeMs, clockToleranceMs, profileClaims }: SessionConfig,
  now: number,
): Session | ClaimFailure {
  const subject = claims.sub;
  if (!isSubject(subject)) return 'subject_invalid';

  // A key-bound token (RFC 7800) is not valid as a bearer token: the caller must prove possession of the key.
  if (claims.cnf !== undefined) return 'bound_to_key';

  const issuedAt = Number(claims.iat) * 1000;
  const expiresAt = Number(claims.exp) * 1000;
  if (issuedAt > now + clockToleranceMs) return 'issued_in_future';
  if (expiresAt - issuedAt > maxLifetimeMs) return 'lifetime_too_long';

  return {
    subject,
    id: idOf(claims.sid) ?? idOf(claims.session_id) ?? idOf(claims.jti),
    issuedAt,
    expiresAt,
    profile: readProfile(claims, profileClaims),
    signature,
  };
}

/** Drops profile claims of the wrong type or length rather than reject the session. */
function readProfile(claims: VerifiedClaims, paths: ProfileClaims): Profile {
  const preferences = claimAt(claims, paths.preferences);
  return {
    name: textAt(claims, paths.name),
    locale: textAt(claims, paths.locale),
    timeZone: textAt(claims, paths.time_zone),
    appVersion: textAt(claims, paths.app_version),
    preferences: preferences === undefined ? undefined : Preferences.safeParse(preferences).data,
  };
}

function textAt(claims: VerifiedClaims, path: string): string | undefined {
  return textOf(claimAt(claims, path), MAX_TEXT_CHARACTERS);
}

function idOf(claim: unknown): string | undefined {
  return textOf(claim, MAX_SESSION_ID_CHARACTERS);
}

function textOf(claim: unknown, maxCharacters: number): string | undefined {
  const isText = typeof claim === 'string' && claim !== '' && claim.length <= maxCharacters;
  return isText ? claim : undefined;
}

/** Well-formed Unicode only: encoding maps every lone surrogate to the same bytes, so that subjects could collide. */
function isSubject(claim: unknown): claim is string {
  if (typeof claim !== 'string' || claim === '' || !claim.isWellFormed()) return false;
  return isWithinBytes(claim, MAX_SUBJECT_BYTES);
}
