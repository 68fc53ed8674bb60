import type { Context, MiddlewareHandler } from 'hono';
import { log, type LogFields } from '../platform/log.ts';
import type { AppEnv } from './app-env.ts';

/** A request id accepted from the caller; it continues in the agent's log. */
const REQUEST_ID = /^[\w-]{1,64}$/;

/** Adds fields to the request's log line. */
export function addLogFields(c: Context<AppEnv>, fields: LogFields): void {
  Object.assign(c.get('logFields'), fields);
}

/** Gives the request an id, and logs one line when it is answered. */
export function logRequest(
  now: () => number,
  routes: ReadonlySet<string>,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = now();
    const id = c.req.header('x-request-id');
    c.set('requestId', id && REQUEST_ID.test(id) ? id : crypto.randomUUID());
    c.set('logFields', {
      requestId: c.get('requestId'),
      method: c.req.method,
      // Any other path may contain anything, a token included.
      path: routes.has(c.req.path) ? c.req.path : undefined,
      outcome: 'ok',
    });
    await next();
    const { status } = c.res;
    const fields = c.get('logFields');
    Object.assign(fields, { status, durationMs: now() - startedAt, version: c.env.VERSION?.id });
    log(status >= 500 ? 'error' : 'info', 'request', fields);
  };
}
