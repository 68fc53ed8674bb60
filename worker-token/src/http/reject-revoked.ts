import type { MiddlewareHandler } from 'hono';
import { errorFields } from '../platform/log.ts';
import { stubFor } from '../platform/subject-stub.ts';
import type { RevocationsNamespace } from '../revocation/revocations.ts';
import type { AppEnv } from './app-env.ts';
import { addLogFields } from './log-request.ts';
import { problem } from './problem.ts';

/** Rejects revoked sessions, and every session while the Durable Object does not respond: revocation fails closed. */
export function rejectRevoked(namespace: RevocationsNamespace): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { subject, id, issuedAt } = c.get('session');
    let isRevoked: boolean;
    try {
      isRevoked = await (await stubFor(namespace, subject)).isRevoked({ id, issuedAt });
    } catch (error) {
      addLogFields(c, errorFields(error));
      return problem(c, 'revocations_unavailable');
    }
    return isRevoked ? problem(c, 'session_revoked') : next();
  };
}
