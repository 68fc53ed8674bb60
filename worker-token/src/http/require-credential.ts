import type { MiddlewareHandler } from 'hono';
import { isEqualInConstantTime } from '../platform/crypto.ts';
import type { AppEnv } from './app-env.ts';
import { parseBearer } from './bearer.ts';
import { problem } from './problem.ts';

/** Rejects requests without the fixed bearer credential. */
export function requireCredential(credential: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const bearer = parseBearer(c.req.header('authorization'));
    const isHolder = bearer.ok && (await isEqualInConstantTime(bearer.token, credential));
    return isHolder ? next() : problem(c, 'credential_invalid');
  };
}
