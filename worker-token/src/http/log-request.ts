import type { Context, MiddlewareHandler } from 'hono';
import { log, type LogFields } from '../platform/log.ts';
import type { AppEnv } from './app-env.ts';

/** Adds fields to the request's log line. */
export function addLogFields(c: Context<AppEnv>, fields: LogFields): void {
  c.set('logFields', { ...c.get('logFields'), ...fields });
}

/** Logs one line per request. */
export function logRequest(now: () => number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = now();
    c.set('logFields', {});
    await next();
    const { status } = c.res;
    log(status >= 500 ? 'error' : 'info', 'request', {
      requestId: c.get('requestId'),
      method: c.req.method,
      // An unknown path may contain anything, a token included.
      path: status === 404 ? undefined : c.req.path,
      status,
      outcome: 'ok',
      ...c.get('logFields'),
      durationMs: now() - startedAt,
      version: c.env.VERSION?.id,
    });
  };
}
