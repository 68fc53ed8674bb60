import { type Hook, zValidator } from '@hono/zod-validator';
import type { Context, Input, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod/mini';
import type { AppEnv } from './app-env.ts';
import { problem, toFieldErrors } from './problem.ts';

/** Largest body, in bytes: LiveKit's full request with attributes is under 1 KiB. */
export const MAX_BODY_BYTES = 16 * 1024;

/**
 * Rejects larger bodies before authentication, so that `readJson` reads a bounded body. A body with only a
 * Content-Length is judged by it; any other body is measured as it streams in, also one that has both framing headers.
 */
export function limitBody(maxSize: number): MiddlewareHandler<AppEnv> {
  const limitStream = bodyLimit({ maxSize, onError: rejectTooLarge });
  return (c, next) => {
    const length = c.req.header('content-length');
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) {
      return limitStream(c, next);
    }
    return Number(length) <= maxSize ? next() : Promise.resolve(rejectTooLarge(c));
  };
}

function rejectTooLarge(c: Context<AppEnv>): Response {
  return problem(c, 'body_too_large');
}

/** JSON is UTF-8 (RFC 8259 §8.1); `fatal` rejects other bytes rather than replace them. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Reads the body for `validateJson`: zod-validator alone would take a body of another media type for an empty one. A
 * missing body counts as `{}`.
 */
export const readJson: MiddlewareHandler<AppEnv> = async (c, next) => {
  const bytes = await c.req.raw.arrayBuffer();
  if (bytes.byteLength > 0 && !JSON_TYPE.test(c.req.header('content-type') ?? '')) {
    return problem(c, 'media_type_unsupported');
  }
  const text = bytes.byteLength === 0 ? '{}' : decode(bytes);
  if (text === undefined) return problem(c, 'body_malformed');
  Object.assign(c.req.bodyCache, { text: Promise.resolve(text) });
  return next();
};

/** Responds with a problem that names the fields, in place of zod's own error. */
const rejectInvalid: Hook<unknown, AppEnv, string, 'json'> = (result, c) =>
  result.success
    ? undefined
    : problem(c, 'body_invalid', { errors: toFieldErrors(result.error.issues) });

/** Skips the validation of an empty body, which is the usual one. The handler gets `{}`. */
export function unlessEmpty<I extends Input>(
  validate: MiddlewareHandler<AppEnv, string, I>,
): MiddlewareHandler<AppEnv, string, I> {
  return async (c, next) => {
    if ((await c.req.text()) !== '{}') return validate(c, next);
    c.req.addValidatedData('json', {});
    return next();
  };
}

/** Validates the body; the handler gets it with `c.req.valid('json')`. */
export function validateJson<Schema extends z.ZodMiniType>(schema: Schema) {
  return zValidator<Schema, 'json', AppEnv, string, typeof rejectInvalid>(
    'json',
    schema,
    rejectInvalid,
  );
}

function decode(bytes: ArrayBuffer): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}
