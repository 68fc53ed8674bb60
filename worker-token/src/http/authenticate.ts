import type { MiddlewareHandler } from 'hono';
import type { SessionConfig } from '../config/config.ts';
import type { Pseudonyms } from '../room/pseudonym.ts';
import { parseBearer } from '../session/bearer.ts';
import type { SessionKeys } from '../session/session-keys.ts';
import { type SessionFailure, verifySession } from '../session/verify-session.ts';
import type { AppEnv } from './app-env.ts';
import { addLogFields } from './log-request.ts';
import { problem, type ProblemCode } from './problem.ts';

export type Authentication = {
  readonly config: SessionConfig;
  readonly keys: SessionKeys;
  readonly pseudonyms: Pseudonyms;
  readonly now: () => number;
};

/** Lets only verified sessions pass, and hands the session on. */
export function authenticate(by: Authentication): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const bearer = parseBearer(c.req.header('authorization'));
    if (!bearer.ok) {
      const code = bearer.reason === 'missing' ? 'session_missing' : 'authorization_malformed';
      return problem(c, code);
    }
    const now = by.now();
    const result = await verifySession(bearer.token, by.keys, by.config, now);
    if (!result.ok) {
      addLogFields(c, { reason: result.reason });
      return problem(c, toProblem(result.reason));
    }
    const { session } = result;
    const pseudonym = await by.pseudonyms.of(session.subject);
    c.set('session', session);
    c.set('pseudonym', pseudonym);
    addLogFields(c, {
      subject: pseudonym,
      algorithm: session.signature.algorithm,
      keyId: session.signature.keyId,
      sessionAgeMs: session.issuedAt === undefined ? undefined : now - session.issuedAt,
    });
    return next();
  };
}

/** One answer for all that is wrong with a session, because more would help who tries to make one. */
function toProblem(reason: SessionFailure | 'keys_unavailable'): ProblemCode {
  switch (reason) {
    case 'expired':
      return 'session_expired';
    case 'keys_unavailable':
      return 'keys_unavailable';
    default:
      return 'session_invalid';
  }
}
