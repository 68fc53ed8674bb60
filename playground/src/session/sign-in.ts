import { LiveKitServiceError } from '@bakebot/client';

/** Development sign-in; an app calls its own here. @returns the session JWT */
export async function signIn(endpoint: string, subject: string): Promise<string> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sub: subject }),
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

function hasToken(body: unknown): body is { readonly token: string } {
  return (
    typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string'
  );
}
