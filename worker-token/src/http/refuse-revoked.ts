import type { MiddlewareHandler } from 'hono';
import type { RevocationNamespace } from '../revocation/registry.ts';
import type { AppEnv } from './app-env.ts';
import { addLogFields } from './log-request.ts';
import { problem } from './problem.ts';
import { errorFields } from '../log.ts';
import { objectOf } from '../subject-object.ts';

/** Refuses revoked sessions; when nobody can tell, all of them, because a revocation is a promise. */
export function refuseRevoked(namespace: RevocationNamespace): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { subject, id, issuedAt } = c.get('session');
    let isRevoked: boolean;
    try {
      isRevoked = await (await objectOf(namespace, subject)).isRevoked({ id, issuedAt });
    } catch (error) {
      addLogFields(c, errorFields(error));
      return problem(c, 'revocations_unavailable');
    }
    return isRevoked ? problem(c, 'session_revoked') : next();
  };
}
