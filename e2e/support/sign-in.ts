import { randomUUID } from 'node:crypto';
import * as z from 'zod';

const Session = z.object({ token: z.string() });

/** What a session may say of its user. */
export type Profile = {
  readonly locale?: string;
  readonly name?: string;
  readonly preferences?: Readonly<Record<string, string>>;
};

/** A session JWT of the development sign-in, for somebody new. */
export async function signIn(
  sessionEndpoint: string,
  sub: string = randomUUID(),
  profile: Profile = {},
): Promise<string> {
  const response = await fetch(sessionEndpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub, ...profile }),
  });
  return Session.parse(await response.json()).token;
}
