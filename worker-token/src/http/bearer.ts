export type BearerResult =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly reason: 'missing' | 'malformed' };

/** RFC 6750 §2.1: `b64token`. */
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

export function parseBearer(authorization: string | undefined): BearerResult {
  if (!authorization) return { ok: false, reason: 'missing' };
  const token = BEARER.exec(authorization)?.[1];
  return token ? { ok: true, token } : { ok: false, reason: 'malformed' };
}
