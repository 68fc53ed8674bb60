import * as z from 'zod/mini';

/** Longest subject, in bytes: an OpenID Connect `sub` has at most 255. */
const MAX_SUBJECT_BYTES = 256;

/** Longest name, locale or version that is passed on: a room token travels in a URL. */
const MAX_TEXT_CHARACTERS = 256;

/** A verified session. Times are ms since the epoch. */
export type Session = {
  readonly subject: string;
  /** The session's `sid` (Supabase: `session_id`), or its `jti` if it has neither. */
  readonly id: string | undefined;
  readonly issuedAt: number | undefined;
  readonly expiresAt: number;
  readonly profile: Profile;
  /** Logged with the request. */
  readonly signature: { readonly algorithm: string; readonly keyId: string | undefined };
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

export type SessionLifetime = {
  readonly now: number;
  readonly maxLifetimeMs: number;
  readonly clockToleranceMs: number;
};

/** Well-formed Unicode only: encoding maps every lone surrogate to the same bytes, so that subjects could collide. */
export const Subject = z.string().check(
  z.minLength(1),
  z.refine((subject) => subject.isWellFormed() && byteLength(subject) <= MAX_SUBJECT_BYTES),
);

const Preferences = z.record(z.string(), z.string());

/** Claims after the signature was verified: the required ones are present, but types are unchecked. */
export type VerifiedClaims = Readonly<Record<string, unknown>>;

/** Checks the claims that a JWT library leaves to the application. */
export function readClaims(
  claims: VerifiedClaims,
  signature: Session['signature'],
  { now, maxLifetimeMs, clockToleranceMs }: SessionLifetime,
): Session | ClaimFailure {
  const subject = Subject.safeParse(claims.sub);
  if (!subject.success) return 'subject_invalid';

  // A key-bound token (RFC 7800) is not valid as a bearer token: the caller must prove possession of the key.
  if (claims.cnf !== undefined) return 'bound_to_key';

  const issuedAt = typeof claims.iat === 'number' ? claims.iat * 1000 : undefined;
  const expiresAt = Number(claims.exp) * 1000;
  if (issuedAt !== undefined && issuedAt > now + clockToleranceMs) return 'issued_in_future';
  if (expiresAt - (issuedAt ?? now) > maxLifetimeMs) return 'lifetime_too_long';

  return {
    subject: subject.data,
    id: textOf(claims.sid) ?? textOf(claims.session_id) ?? textOf(claims.jti),
    issuedAt,
    expiresAt,
    profile: readProfile(claims),
    signature,
  };
}

/** Drops profile claims of the wrong type or length rather than reject the session. */
function readProfile(claims: VerifiedClaims): Profile {
  return {
    name: shortTextOf(claims.name),
    locale: shortTextOf(claims.locale),
    timeZone: shortTextOf(claims.zoneinfo),
    appVersion: shortTextOf(claims.app_version),
    preferences: Preferences.safeParse(claims.preferences).data,
  };
}

function shortTextOf(claim: unknown): string | undefined {
  const text = textOf(claim);
  return text && text.length <= MAX_TEXT_CHARACTERS ? text : undefined;
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined;
}

function byteLength(value: string): number {
  return new TextEncoder().encode(value).length;
}
