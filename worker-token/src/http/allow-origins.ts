import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { AppEnv } from './app-env.ts';

/** How long a browser may keep a preflight's answer, in seconds: Chromium keeps none for longer. */
const PREFLIGHT_SECONDS = 7200;

/**
 * Lets pages of these origins call. Native apps send no origin and need no leave: Hono's middleware would have every
 * answer to them copied, for the sake of headers that nobody reads.
 */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler<AppEnv> {
  const allow = cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type', 'x-request-id'],
    exposeHeaders: ['retry-after', 'www-authenticate', 'x-request-id'],
    maxAge: PREFLIGHT_SECONDS,
  });
  return (c, next) => {
    const isPage = c.req.method === 'OPTIONS' || c.req.header('origin') !== undefined;
    return isPage ? allow(c, next) : next();
  };
}
