import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from './app-env.ts';

const headers = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  // Pages of allowed origins read the answers; who that is, CORS says.
  crossOriginResourcePolicy: false,
});

/** Keeps answers out of caches (RFC 6749 §5.1), frames and referrers. */
export const protectResponse: MiddlewareHandler<AppEnv> = async (c, next) => {
  await headers(c, next);
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
};
