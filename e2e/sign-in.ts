import { randomUUID } from 'node:crypto';
import * as z from 'zod';

const Session = z.object({ token: z.string() });

/** A session JWT of the development sign-in, for somebody new. */
export async function signIn(sessionEndpoint: string, sub: string = randomUUID()): Promise<string> {
  const response = await fetch(sessionEndpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub }),
  });
  return Session.parse(await response.json()).token;
}
