import { errors, type JWTPayload } from 'jose';
import { satisfies } from '../config/claim-rules.ts';
import type { SessionConfig } from '../config/config.ts';
import { type ClaimFailure, readClaims, type Session } from './claims.ts';
import type { SessionKeys, VerifiedSession } from './session-keys.ts';

/** Largest session token, in bytes. jose sets no limit of its own. */
const MAX_SESSION_BYTES = 8 * 1024;

/**
 * The one spelling of a JWT in compact form. Base64 libraries also accept padding, the other alphabet and any unused bits:
 * a signature would be valid in many spellings.
 */
const JWT = /^[\w-]+\.[\w-]*\.(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

/** Values of `typ` accepted when none is configured (RFC 7519 §5.1, RFC 9068 §2.1). */
const SESSION_TYPES: ReadonlySet<string | undefined> = new Set([undefined, 'jwt', 'at+jwt']);

/** Why a session is rejected. For the log only: the response distinguishes just expired from invalid. */
export type SessionFailure =
  | ClaimFailure
  | 'too_large'
  | 'malformed'
  | 'type_not_accepted'
  | 'algorithm_not_accepted'
  | 'key_unknown'
  | 'signature_invalid'
  | 'not_yet_valid'
  | 'issuer_wrong'
  | 'audience_wrong'
  | 'required_claim_wrong'
  | 'claim_missing'
  | 'claim_invalid'
  | 'expired';

export type SessionResult =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly reason: SessionFailure };

/**
 * Verifies a session JWT: the signature, then the claims (RFC 8725).
 *
 * @throws {KeysUnavailable}
 */
export async function verifySession(
  token: string,
  keys: SessionKeys,
  config: SessionConfig,
  now: number,
): Promise<SessionResult> {
  if (token.length > MAX_SESSION_BYTES) return { ok: false, reason: 'too_large' };
  if (!JWT.test(token)) return { ok: false, reason: 'malformed' };
  try {
    const verified = await keys.verify(token, {
      issuer: config.issuer,
      ...(config.audienceClaim === 'aud' && { audience: [...config.audiences] }),
      // Without `iat`, no revocation could tell an earlier session from a later one.
      requiredClaims: ['exp', 'sub', 'iat'],
      clockTolerance: config.clockToleranceMs / 1000,
      currentDate: new Date(now),
      ...(config.type && { typ: config.type }),
    });
    return checkClaims(verified, config, now);
  } catch (error) {
    return { ok: false, reason: toFailure(error) };
  }
}

function checkClaims(
  { payload, secret, protectedHeader: { alg, kid, typ } }: VerifiedSession,
  config: SessionConfig,
  now: number,
): SessionResult {
  if (!config.type && !isSessionType(typ)) return { ok: false, reason: 'type_not_accepted' };
  if (!hasAudience(payload, config)) return { ok: false, reason: 'audience_wrong' };
  if (!config.requiredClaims.every((rule) => satisfies(payload, rule))) {
    return { ok: false, reason: 'required_claim_wrong' };
  }
  const read = readClaims(payload, { algorithm: alg, keyId: kid, secret }, config, now);
  return typeof read === 'string' ? { ok: false, reason: read } : { ok: true, session: read };
}

/** Another claim replaces `aud` only if there is no `aud`: an explicit audience must match. */
function hasAudience(payload: JWTPayload, { audienceClaim, audiences }: SessionConfig): boolean {
  if (audienceClaim === 'aud') return true;
  if (payload.aud !== undefined) return false;
  return audienceClaim === 'none' || audiences.some((name) => name === payload[audienceClaim]);
}

/** The same issuer signs other types, such as `logout+jwt`, for the same audience; those are not sessions. */
function isSessionType(type: unknown): boolean {
  if (type !== undefined && typeof type !== 'string') return false;
  return SESSION_TYPES.has(type?.toLowerCase().replace(/^application\//, ''));
}

/** @throws errors that the token did not cause */
function toFailure(error: unknown): SessionFailure {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return toClaimFailure(error);
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature_invalid';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm_not_accepted';
  if (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return 'key_unknown';
  }
  if (
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JOSENotSupported
  ) {
    return 'malformed';
  }
  throw error;
}

function toClaimFailure({ claim, reason }: errors.JWTClaimValidationFailed): SessionFailure {
  if (reason === 'missing') return 'claim_missing';
  if (reason === 'invalid') return 'claim_invalid';
  switch (claim) {
    case 'iss':
      return 'issuer_wrong';
    case 'aud':
      return 'audience_wrong';
    case 'typ':
      return 'type_not_accepted';
    case 'nbf':
      return 'not_yet_valid';
    default:
      return 'claim_invalid';
  }
}
