import type { Handler } from 'hono';
import * as z from 'zod/mini';
import type { Config } from '../config/config.ts';
import { errorFields } from '../platform/log.ts';
import { stubFor } from '../platform/subject-stub.ts';
import type { RevocationOrder } from '../revocation/revocation-record.ts';
import type { RevocationsNamespace } from '../revocation/revocations.ts';
import { LIVEKIT_LEEWAY_MS } from '../room/livekit-token.ts';
import { type Pseudonyms, toIdentity, toRoomPrefix } from '../room/names.ts';
import { Subject } from '../session/claims.ts';
import type { AppEnv } from './app-env.ts';
import { readJson } from './json-body.ts';
import { addLogFields } from './log-request.ts';
import { problem, toFieldErrors } from './problem.ts';

/** Strict: a misspelled `session_id` must not revoke all of the subject's sessions. */
export const RevokeRequest = z.strictObject({
  subject: Subject,
  /** The session's `sid`, or its `jti` if it has no `sid`. Without it, all sessions issued until now. */
  session_id: z.optional(z.string().check(z.minLength(1))),
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
  namespace: RevocationsNamespace,
): Handler<AppEnv> {
  return async (c) => {
    const json = await readJson(c);
    if (!json.ok) return problem(c, json.code);
    const request = RevokeRequest.safeParse(json.body);
    if (!request.success) {
      return problem(c, 'body_invalid', { errors: toFieldErrors(request.error) });
    }

    const { subject } = request.data;
    const pseudonym = await options.pseudonyms.of(subject);
    addLogFields(c, { subject: pseudonym });
    const order = await toOrder(request.data, pseudonym, options);
    try {
      const removed = await (await stubFor(namespace, subject)).revoke(order);
      addLogFields(c, { removed });
      return c.json({ participants_removed: removed }, removed === null ? 202 : 200);
    } catch (error) {
      addLogFields(c, errorFields(error));
      return problem(c, 'revocations_unavailable');
    }
  };
}

async function toOrder(
  { subject, session_id: sessionId }: RevokeRequest,
  pseudonym: string,
  { config, now }: RevokeOptions,
): Promise<RevocationOrder> {
  const at = now();
  return {
    sessionId,
    at,
    until: at + config.session.maxLifetimeMs + config.session.clockToleranceMs,
    sweep: {
      roomPrefix: toRoomPrefix(pseudonym),
      identity: await toIdentity(subject),
      until: at + config.room.tokenTtlMs + LIVEKIT_LEEWAY_MS,
    },
  };
}
