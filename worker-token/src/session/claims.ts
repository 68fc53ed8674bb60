import * as z from 'zod/mini';

/** Longest subject, in bytes: an OpenID Connect `sub` has at most 255. */
const MAX_SUBJECT_BYTES = 256;

/** Longest name, locale or version that is passed on: a room token travels in an address. */
const MAX_TEXT_CHARACTERS = 256;

/** A verified session: who the user is, and what the app's sign-in says about them. */
export type Session = {
  readonly subject: string;
  /** What this one session is called: its `sid` (at Supabase `session_id`), or its `jti` when it has none. */
  readonly id: string | undefined;
  /** When it was made, in ms since the epoch, if it says so. */
  readonly issuedAt: number | undefined;
  readonly expiresAt: number;
  readonly profile: Profile;
  /** For the log. */
  readonly signature: { readonly algorithm: string; readonly keyId: string | undefined };
};

/** What the agent may know about the user. */
export type Profile = {
  readonly name: string | undefined;
  /** BCP 47. */
  readonly locale: string | undefined;
  readonly appVersion: string | undefined;
  readonly preferences: Readonly<Record<string, string>> | undefined;
};

export type ClaimFailure =
  | 'subject_invalid'
  | 'issued_in_future'
  | 'lifetime_too_long'
  | 'bound_to_key';

/** What the session's times are judged by. */
export type SessionLifetime = {
  readonly now: number;
  readonly maxLifetimeMs: number;
  readonly clockToleranceMs: number;
};

/** A subject that can be told from every other. */
export const Subject = z.string().check(
  z.minLength(1),
  z.refine((subject) => subject.isWellFormed() && byteLength(subject) <= MAX_SUBJECT_BYTES),
);

const Preferences = z.record(z.string(), z.string());

/** The registered claims after a signature was verified: their presence is known, their types are not. */
export type VerifiedClaims = Readonly<Record<string, unknown>>;

/** Judges the claims that a JWT library leaves to the application. */
export function readClaims(
  claims: VerifiedClaims,
  signature: Session['signature'],
  { now, maxLifetimeMs, clockToleranceMs }: SessionLifetime,
): Session | ClaimFailure {
  const subject = Subject.safeParse(claims.sub);
  if (!subject.success) return 'subject_invalid';

  // A token bound to a key (RFC 7800) proves nothing in the hands of a bearer.
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

/** Claims that only decorate: of the wrong type, or too long, they are left out, and close no door. */
function readProfile(claims: VerifiedClaims): Profile {
  return {
    name: shortTextOf(claims.name),
    locale: shortTextOf(claims.locale),
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
