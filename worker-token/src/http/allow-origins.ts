import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { AppEnv } from './app-env.ts';
import { respond } from './respond.ts';

/** How long a browser may cache a preflight response, in seconds: Chromium's maximum. */
const PREFLIGHT_SECONDS = 7200;

/** Tracing libraries of web pages add these headers to every request: W3C Trace Context, Baggage, Sentry. */
const TRACING_HEADERS = ['traceparent', 'tracestate', 'baggage', 'sentry-trace'];

/**
 * CORS for pages of the listed origins. Native apps send no Origin header and need no CORS; skipping Hono's middleware
 * for them saves a copy of every response.
 */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler<AppEnv> {
  const allow = cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'x-request-id', ...TRACING_HEADERS],
    exposeHeaders: ['retry-after', 'www-authenticate', 'x-request-id'],
    maxAge: PREFLIGHT_SECONDS,
  });
  return (c, next) => {
    const isPreflight = c.req.method === 'OPTIONS';
    // Hono answers a preflight with the headers that the response has so far.
    if (isPreflight) c.res = respond(c, null, 204, {});
    return isPreflight || c.req.header('origin') !== undefined ? allow(c, next) : next();
  };
}
