import type { Handler } from 'hono';
import * as z from 'zod/mini';
import type { Config } from './config/config.ts';
import type { AppEnv } from './http/app-env.ts';
import { addLogFields } from './http/log-request.ts';
import { problem } from './http/problem.ts';
import { readJson } from './http/read-json.ts';
import type { RevocationNamespace } from './revocation/registry.ts';
import { errorFields } from './log.ts';
import type { RevocationOrder } from './revocation/revocation-record.ts';
import { toIdentity } from './room/identity.ts';
import { LIVEKIT_LEEWAY_MS } from './room/livekit-token.ts';
import type { Pseudonyms } from './room/pseudonym.ts';
import { roomPrefix } from './room/room-name.ts';
import { toFieldErrors } from './room/token-request.ts';
import { Subject } from './session/session.ts';
import { objectOf } from './subject-object.ts';

/** Strict: a misspelt `session_id` must not revoke all that the subject has. */
export const RevokeRequest = z.strictObject({
  subject: Subject,
  /** The session's `sid`, or its `jti` when it has no `sid`. Without it, all sessions made until now. */
  session_id: z.optional(z.string().check(z.minLength(1))),
});
export type RevokeRequest = z.infer<typeof RevokeRequest>;

export type Revoke = {
  readonly config: Config;
  readonly pseudonyms: Pseudonyms;
  readonly now: () => number;
};

/**
 * Answers `POST /revoke`: no more room tokens for the session, or for all that the subject has, and out of the room at
 * once. 200 when that is done, 202 when LiveKit could not be reached and the removal is tried again.
 */
export function revokeSessions(service: Revoke, namespace: RevocationNamespace): Handler<AppEnv> {
  return async (c) => {
    const json = await readJson(c);
    if (!json.ok) return problem(c, json.code);
    const request = RevokeRequest.safeParse(json.body);
    if (!request.success) {
      return problem(c, 'body_invalid', { errors: toFieldErrors(request.error) });
    }

    const { subject } = request.data;
    const pseudonym = await service.pseudonyms.of(subject);
    addLogFields(c, { subject: pseudonym });
    const order = await toOrder(request.data, pseudonym, service);
    try {
      const removed = await (await objectOf(namespace, subject)).revoke(order);
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
  { config, now }: Revoke,
): Promise<RevocationOrder> {
  const at = now();
  return {
    sessionId,
    at,
    until: at + config.session.maxLifetimeMs + config.session.clockToleranceMs,
    sweep: {
      roomPrefix: roomPrefix(pseudonym),
      identity: await toIdentity(subject),
      until: at + config.room.tokenTtlMs + LIVEKIT_LEEWAY_MS,
    },
  };
}
