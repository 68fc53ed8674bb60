import type { StateWrite, SubjectExport } from '@bakebot/protocol';
import type { Context, Handler, MiddlewareHandler } from 'hono';
import { errorFields } from '../platform/log.ts';
import type { Pseudonyms } from '../room/names.ts';
import type { AgentTokens } from '../state/verify-agent-token.ts';
import { stubFor, type SubjectNamespace, type SubjectStub } from '../subject/subject-stub.ts';
import type { AppEnv } from './app-env.ts';
import { parseBearer } from './bearer.ts';
import { addLogFields } from './log-request.ts';
import { problem } from './problem.ts';
import { respond, respondJson } from './respond.ts';

export type StateOptions = {
  readonly namespace: SubjectNamespace;
  readonly agentTokens: AgentTokens;
  readonly pseudonyms: Pseudonyms;
  readonly retentionMs: number;
  readonly now: () => number;
};

/**
 * Rejects requests that are not the agent's; sets `subject` for later handlers. Only rejected requests count against
 * `limit`: the agents of a deployment share few addresses, and write after every turn.
 */
export function authenticateAgent(
  { agentTokens, pseudonyms, now }: StateOptions,
  limit: MiddlewareHandler<AppEnv>,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const bearer = parseBearer(c.req.header('authorization'));
    const subject = bearer.ok ? await agentTokens.subjectOf(bearer.token, now()) : undefined;
    if (subject === undefined) {
      return limit(c, async () => {
        c.res = problem(c, 'agent_token_invalid');
      });
    }
    c.set('subject', subject);
    addLogFields(c, { subject: await pseudonyms.of(subject) });
    return next();
  };
}

/** Handles `GET /state`. */
export function readState({ namespace }: StateOptions): Handler<AppEnv> {
  return (c) =>
    callSubject(c, namespace, c.get('subject'), async (stub) =>
      respondJson(c, await stub.readState()),
    );
}

/** Handles `PUT /state`: 204, or 409 when a newer version is stored or the user has erased the state. */
export function writeState({
  namespace,
  retentionMs,
}: StateOptions): Handler<AppEnv, string, { out: { json: StateWrite } }> {
  return (c) =>
    callSubject(c, namespace, c.get('subject'), async (stub) => {
      const outcome = await stub.writeState(c.req.valid('json'), retentionMs);
      return outcome === 'stored' ? respond(c, null, 204, {}) : problem(c, `state_${outcome}`);
    });
}

/** Handles `GET /me`: everything that the service stores about the user. */
export function exportSubject({ namespace }: StateOptions): Handler<AppEnv> {
  return (c) =>
    withSession(c, namespace, async (stub) => {
      const { subject } = c.get('session');
      const exported: SubjectExport = { subject, state: await stub.readState() };
      return respondJson(c, exported);
    });
}

/** Handles `DELETE /me`: erases the state. Revocations stay: they hold until the sessions expire. */
export function eraseSubject({ namespace, retentionMs }: StateOptions): Handler<AppEnv> {
  return (c) =>
    withSession(c, namespace, async (stub) => {
      await stub.eraseState(retentionMs);
      return respond(c, null, 204, {});
    });
}

function withSession(
  c: Context<AppEnv>,
  namespace: SubjectNamespace,
  handle: (stub: SubjectStub) => Promise<Response>,
): Promise<Response> {
  const { subject, id, issuedAt } = c.get('session');
  return callSubject(c, namespace, subject, async (stub) =>
    (await stub.isRevoked({ id, issuedAt })) ? problem(c, 'session_revoked') : handle(stub),
  );
}

async function callSubject(
  c: Context<AppEnv>,
  namespace: SubjectNamespace,
  subject: string,
  handle: (stub: SubjectStub) => Promise<Response>,
): Promise<Response> {
  try {
    return await handle(await stubFor(namespace, subject));
  } catch (error) {
    addLogFields(c, errorFields(error));
    return problem(c, 'state_unavailable');
  }
}
