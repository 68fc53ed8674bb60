import { LiveKitServiceError } from '@bakebot/client';

/**
 * The app's session, by the sign-in for development. Your own sign-in goes here: Clerk, Auth0, Firebase, …
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
    const answer: unknown = await response.json();
    if (hasToken(answer)) return answer.token;
    throw new Error(`the sign-in answered ${response.status} without a token`);
  } catch (cause) {
    throw new LiveKitServiceError('session_rejected', `No session from ${endpoint}.`, { cause });
  }
}

/** A user's id, made of a name: "Ada Lovelace" is `ada-lovelace`. */
export function subjectOf(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  return words?.join('-') ?? 'guest';
}

function hasToken(answer: unknown): answer is { readonly token: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'token' in answer &&
    typeof answer.token === 'string'
  );
}
