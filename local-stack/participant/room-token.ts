import { randomUUID } from 'node:crypto';
import { TokenResponse } from '@bakebot/protocol';
import * as z from 'zod';
import type { StackAddresses } from '../launch.ts';

const SignInResponse = z.object({ token: z.string() });

/** Optional claims of a session. */
export type Profile = {
  readonly locale?: string;
  readonly name?: string;
  readonly preferences?: Readonly<Record<string, string>>;
};

export type RoomTokenOptions = {
  /** A random subject by default. */
  readonly subject?: string;
  readonly profile?: Profile;
  /** Appears in the token service's log, and in the agent's as `correlationId`. */
  readonly requestId?: string;
};

/** Resolves with a session JWT of the development sign-in. */
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
  return SignInResponse.parse(await response.json()).token;
}

/** Signs in and requests a room token. */
export async function requestRoomToken(
  stack: Pick<StackAddresses, 'token_endpoint' | 'session_endpoint'>,
  { subject, profile, requestId }: RoomTokenOptions = {},
): Promise<TokenResponse> {
  const session = await signIn(stack.session_endpoint, subject, profile);
  const request = (): Promise<Response> =>
    fetch(stack.token_endpoint, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${session}`,
        'content-type': 'application/json',
        ...(requestId && { 'x-request-id': requestId }),
      },
      body: '{}',
    });
  let response = await request();
  // wrangler's local proxy drops a connection now and then; a token request may be repeated.
  if (response.status >= 500) response = await request();
  return TokenResponse.parse(await response.json());
}
