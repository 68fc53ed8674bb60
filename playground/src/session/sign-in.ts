import { LiveKitServiceError } from '@bakebot/client';

/** Signs in for development. An app has its own sign-in here. @returns the session JWT */
export async function signIn(endpoint: string, subject: string): Promise<string> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sub: subject }),
    });
    const answer: unknown = await response.json();
    if (isSignInAnswer(answer)) return answer.token;
    throw new Error(`the sign-in answered ${response.status} without a token`);
  } catch (cause) {
    throw new LiveKitServiceError('session_rejected', `No session from ${endpoint}.`, { cause });
  }
}

function isSignInAnswer(answer: unknown): answer is { readonly token: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'token' in answer &&
    typeof answer.token === 'string'
  );
}
