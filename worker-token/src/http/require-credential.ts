import type { MiddlewareHandler } from 'hono';
import { parseBearer } from '../session/bearer.ts';
import type { AppEnv } from './app-env.ts';
import { problem } from './problem.ts';

/** Lets only the holder of a fixed credential pass. */
export function requireCredential(credential: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const bearer = parseBearer(c.req.header('authorization'));
    const isHolder = bearer.ok && (await isEqual(bearer.token, credential));
    return isHolder ? next() : problem(c, 'credential_invalid');
  };
}

/** Compares digests, in constant time: neither length nor content can be found out by trying. */
async function isEqual(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(one), digest(other)]);
  return crypto.subtle.timingSafeEqual(a, b);
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
}
