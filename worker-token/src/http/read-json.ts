import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppEnv } from './app-env.ts';
import { problem, type ProblemCode } from './problem.ts';

/** Largest body, in bytes: LiveKit's full request with attributes has less than one KiB. */
const MAX_BODY_BYTES = 16 * 1024;

/** Refuses larger bodies before they are read. */
export const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c: Context<AppEnv>) => problem(c, 'body_too_large'),
});

export type JsonResult =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly code: ProblemCode };

/** Reads the body as JSON. No body at all is an empty message. */
export async function readJson(c: Context<AppEnv>): Promise<JsonResult> {
  const text = await c.req.text();
  if (text === '') return { ok: true, body: {} };
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    return { ok: false, code: 'media_type_unsupported' };
  }
  try {
    return { ok: true, body: JSON.parse(text) };
  } catch {
    return { ok: false, code: 'body_malformed' };
  }
}
