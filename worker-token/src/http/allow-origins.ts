import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { AppEnv } from './app-env.ts';

/** How long a browser may cache a preflight response, in seconds: Chromium's maximum. */
const PREFLIGHT_SECONDS = 7200;

/**
 * CORS for pages of the listed origins. Native apps send no Origin header and need no CORS; skipping Hono's middleware
 * for them saves a copy of every response.
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
