import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';

/** For responses that no page displays and no cache stores (RFC 6749 §5.1). */
const HEADERS = Object.entries({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
});

/** Keeps responses out of caches, frames and referrers. */
export const protectResponse: MiddlewareHandler<AppEnv> = (c, next) => {
  for (const [name, value] of HEADERS) c.header(name, value);
  return next();
};
