import type { Handler } from 'hono';
import * as z from 'zod/mini';
import type { Config } from '../config/config.ts';
import { errorFields } from '../platform/log.ts';
import type { RevocationOrder } from '../revocation/revocation-record.ts';
import { type Pseudonyms, toIdentity, toRoomPrefix } from '../room/names.ts';
import { MAX_SESSION_ID_CHARACTERS, SubjectId } from '../session/claims.ts';
import { stubFor, type SubjectNamespace } from '../subject/subject-stub.ts';
import type { AppEnv } from './app-env.ts';
import { addLogFields } from './log-request.ts';
import { problem } from './problem.ts';
import { respondJson } from './respond.ts';

/** Strict: a misspelled `session_id` must not revoke all of the subject's sessions. */
export const RevokeRequest = z.strictObject({
  subject: SubjectId,
  /** The session's `sid`, or its `jti` if it has no `sid`. Without it, all sessions issued until now. */
  session_id: z.optional(
    z.string().check(z.minLength(1), z.maxLength(MAX_SESSION_ID_CHARACTERS, 'is too long')),
  ),
});
export type RevokeRequest = z.infer<typeof RevokeRequest>;

export type RevokeOptions = {
  readonly config: Config;
  readonly pseudonyms: Pseudonyms;
  readonly now: () => number;
};

/**
 * Handles `POST /revoke`: no more room tokens for one session or all sessions of a subject, and removal from the rooms.
 * 200 when the participant was removed, 202 while LiveKit does not respond and the removal is retried.
 */
export function revokeSessions(
  options: RevokeOptions,
  namespace: SubjectNamespace,
): Handler<AppEnv, string, { out: { json: RevokeRequest } }> {
  return async (c) => {
    const request = c.req.valid('json');
    const { subject } = request;
    const pseudonym = await options.pseudonyms.of(subject);
    addLogFields(c, { subject: pseudonym });
    try {
      const order = await toOrder(request, pseudonym, options);
      const removed = await (await stubFor(namespace, subject)).revoke(order);
      addLogFields(c, { removed });
      return respondJson(c, { participants_removed: removed }, removed === null ? 202 : 200);
    } catch (error) {
      addLogFields(c, errorFields(error));
      return problem(c, 'revocations_unavailable');
    }
  };
}

async function toOrder(
  { subject, session_id: sessionId }: RevokeRequest,
  pseudonym: string,
  { config, pseudonyms, now }: RevokeOptions,
): Promise<RevocationOrder> {
  const at = now();
  return {
    sessionId,
    at,
    until: at + config.session.maxLifetimeMs + config.session.clockToleranceMs,
    sweep: {
      roomPrefix: toRoomPrefix(pseudonym),
      identity: await toIdentity(subject),
      sessionTag: sessionId && (await pseudonyms.ofSession(subject, sessionId)),
    },
  };
}
