import type { Context, MiddlewareHandler } from 'hono';
import { log, type LogFields } from '../log.ts';
import type { AppEnv } from './app-env.ts';

/** Adds to the request's one log line. */
export function addLogFields(c: Context<AppEnv>, fields: LogFields): void {
  c.set('logFields', { ...c.get('logFields'), ...fields });
}

/** Writes one line for each request. */
export function logRequest(now: () => number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = now();
    c.set('logFields', {});
    await next();
    const { status } = c.res;
    log(status >= 500 ? 'error' : 'info', 'request', {
      requestId: c.get('requestId'),
      method: c.req.method,
      // Paths that we do not know may hold anything, a token included.
      path: status === 404 ? undefined : c.req.path,
      status,
      outcome: 'ok',
      ...c.get('logFields'),
      durationMs: now() - startedAt,
      version: c.env.VERSION?.id,
    });
  };
}
