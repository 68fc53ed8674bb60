import { LiveKitServiceError } from '@bakebot/client';

/**
 * Development sign-in. Replace it with your own: Clerk, Auth0, Firebase, …
 *
 * @returns the session JWT
 */
export async function signIn(endpoint: string, name: string): Promise<string> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sub: subjectOf(name) }),
    });
    const body: unknown = await response.json();
    if (hasToken(body)) return body.token;
    throw new Error(`the sign-in returned ${response.status} without a token`);
  } catch (cause) {
    throw new LiveKitServiceError('session_rejected', `Failed to sign in at ${endpoint}.`, {
      cause,
    });
  }
}

/** Turns a name into a user id: "Ada Lovelace" becomes `ada-lovelace`. */
export function subjectOf(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  return words?.join('-') ?? 'guest';
}

function hasToken(body: unknown): body is { readonly token: string } {
  return (
    typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string'
  );
}
