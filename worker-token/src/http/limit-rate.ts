import type { Context, MiddlewareHandler } from 'hono';
import { errorFields, log } from '../log.ts';
import type { AppEnv } from './app-env.ts';
import { problem } from './problem.ts';

type LimitBinding = 'ADDRESS_LIMIT' | 'SUBJECT_LIMIT';

/**
 * Refuses callers that come too often, by one of Cloudflare's rate limits. Those count per location, and not exactly:
 * they keep floods off, and are no quota. So a limit that fails lets the caller pass.
 */
export function limitRate(
  binding: LimitBinding,
  toKey: (c: Context<AppEnv>) => string,
): MiddlewareHandler<AppEnv> {
  return async (c, next) =>
    (await isWithin(c.env[binding], toKey(c), binding)) ? next() : problem(c, 'rate_limited');
}

async function isWithin(
  limit: RateLimit | undefined,
  key: string,
  name: LimitBinding,
): Promise<boolean> {
  if (!limit) return true;
  try {
    return (await limit.limit({ key })).success;
  } catch (error) {
    log('error', 'rate limit failed open', { limit: name, ...errorFields(error) });
    return true;
  }
}
