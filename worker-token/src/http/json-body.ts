import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppEnv } from './app-env.ts';
import { problem, type ProblemCode } from './problem.ts';

/** Largest body, in bytes: LiveKit's full request with attributes is under 1 KiB. */
const MAX_BODY_BYTES = 16 * 1024;

const limitStream = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c: Context<AppEnv>) => problem(c, 'body_too_large'),
});

/**
 * Rejects larger bodies before authentication, so that `readJson` in the handler reads a bounded body. A body with only a
 * Content-Length is judged by it; any other body is measured as it streams in, also one that has both framing headers.
 */
export const limitBody: MiddlewareHandler<AppEnv> = (c, next) => {
  const length = c.req.header('content-length');
  if (length === undefined || c.req.header('transfer-encoding') !== undefined) {
    return limitStream(c, next);
  }
  return Number(length) <= MAX_BODY_BYTES ? next() : Promise.resolve(problem(c, 'body_too_large'));
};

/** JSON is UTF-8 (RFC 8259 §8.1); `fatal` rejects other bytes rather than replace them. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

export type JsonResult =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly code: ProblemCode };

/** Parses the body as JSON. A missing body counts as `{}`. */
export async function readJson(c: Context<AppEnv>): Promise<JsonResult> {
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength === 0) return { ok: true, body: {} };
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    return { ok: false, code: 'media_type_unsupported' };
  }
  try {
    return { ok: true, body: JSON.parse(UTF8.decode(bytes)) };
  } catch {
    return { ok: false, code: 'body_malformed' };
  }
}
