import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';

/** For responses that no page displays and no cache stores (RFC 6749 §5.1). */
const PROTECTION = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Responds with the headers that keep responses out of caches, frames and referrers: built at once, it costs least. */
export function respond(
  c: Context<AppEnv>,
  body: string | null,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  const id = { 'x-request-id': c.get('requestId') };
  return new Response(body, { status, headers: { ...PROTECTION, ...id, ...headers } });
}

export function respondJson(c: Context<AppEnv>, body: unknown, status = 200): Response {
  return respond(c, JSON.stringify(body), status, { 'content-type': 'application/json' });
}
