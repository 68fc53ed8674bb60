import type { MiddlewareHandler } from 'hono';
import type { SessionConfig } from '../config/config.ts';
import type { Pseudonyms } from '../room/names.ts';
import type { SessionKeys } from '../session/session-keys.ts';
import { verifySession } from '../session/verify-session.ts';
import type { AppEnv } from './app-env.ts';
import { parseBearer } from './bearer.ts';
import { addLogFields } from './log-request.ts';
import { problem } from './problem.ts';

export type Authentication = {
  readonly config: SessionConfig;
  readonly keys: SessionKeys;
  readonly pseudonyms: Pseudonyms;
  readonly now: () => number;
};

/** Rejects requests without a valid session; sets `session` and `pseudonym` for later handlers. */
export function authenticate(options: Authentication): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const bearer = parseBearer(c.req.header('authorization'));
    if (!bearer.ok) {
      const code = bearer.reason === 'missing' ? 'session_missing' : 'authorization_malformed';
      return problem(c, code);
    }
    const now = options.now();
    const result = await verifySession(bearer.token, options.keys, options.config, now);
    if (!result.ok) {
      addLogFields(c, { reason: result.reason });
      // One response for all other reasons: a specific one would help an attacker forge a session.
      return problem(c, result.reason === 'expired' ? 'session_expired' : 'session_invalid');
    }
    const { session } = result;
    const pseudonym = await options.pseudonyms.of(session.subject);
    c.set('session', session);
    c.set('pseudonym', pseudonym);
    addLogFields(c, {
      subject: pseudonym,
      algorithm: session.signature.algorithm,
      keyId: session.signature.keyId,
      secret: session.signature.secret,
      sessionAgeMs: now - session.issuedAt,
    });
    return next();
  };
}
