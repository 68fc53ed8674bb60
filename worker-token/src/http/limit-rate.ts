import type { Context, MiddlewareHandler } from 'hono';
import { errorFields, log } from '../platform/log.ts';
import type { AppEnv } from './app-env.ts';
import { problem } from './problem.ts';

type LimitBinding = 'ADDRESS_LIMIT' | 'SUBJECT_LIMIT';

/**
 * Rejects requests over one of Cloudflare's rate limits. These count per location and approximately: they stop floods
 * and are no quota, so a limit that fails lets the request pass.
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
