import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import * as z from 'zod';

/** Where the smoke test gets its session. */
export type SessionSource =
  | { kind: 'given'; jwt: string }
  | { kind: 'sign-in'; url: string }
  | { kind: 'signed'; secret: string; issuer: string; audience: string };

const SESSION_LIFETIME = '5 minutes';

const SIGN_IN_TIMEOUT_MS = 10_000;

const SignInResponse = z.object({ token: z.string() });

const Variables = z.object({
  SESSION_JWT: z.string().optional(),
  SESSION_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  SESSION_ISSUER: z.string().optional(),
  SESSION_AUDIENCE: z.string().optional(),
});

/** No session source is configured; the message lists the options. */
class SessionSourceError extends Error {
  override name = 'SessionSourceError' as const;
  readonly code = 'session_source_missing';
}

/**
 * Chooses the source: a sign-in URL, else SESSION_JWT, else SESSION_SECRET with SESSION_ISSUER and SESSION_AUDIENCE.
 * Secrets come from the environment, because shell history and `ps` would show options.
 *
 * @throws {SessionSourceError}
 */
export function chooseSessionSource(
  signIn: string | undefined,
  environment: NodeJS.ProcessEnv,
): SessionSource {
  if (signIn) return { kind: 'sign-in', url: signIn };
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Variables.safeParse(set);
  if (!parsed.success) throw new SessionSourceError(z.prettifyError(parsed.error));
  const { SESSION_JWT, SESSION_SECRET, SESSION_ISSUER, SESSION_AUDIENCE } = parsed.data;
  if (SESSION_JWT) return { kind: 'given', jwt: SESSION_JWT };
  if (SESSION_SECRET && SESSION_ISSUER && SESSION_AUDIENCE) {
    return {
      kind: 'signed',
      secret: SESSION_SECRET,
      issuer: SESSION_ISSUER,
      audience: SESSION_AUDIENCE,
    };
  }
  throw new SessionSourceError(
    'The smoke test has no session. Set one of:\n' +
      '  --sign-in URL                        a sign-in that answers POST {"sub"} with {"token"}\n' +
      '  SESSION_JWT                          in the environment: a session of your app\n' +
      '  SESSION_SECRET, SESSION_ISSUER and SESSION_AUDIENCE in the environment, to sign one (HS256)',
  );
}

/** Resolves with a session JWT; its subject is random, except in a given one. */
export async function obtainSession(source: SessionSource): Promise<string> {
  const subject = `smoke-test-${randomUUID()}`;
  switch (source.kind) {
    case 'given':
      return source.jwt;
    case 'sign-in':
      return requestSession(source.url, subject);
    case 'signed':
      return new SignJWT({ name: 'Smoke test' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(subject)
        .setIssuer(source.issuer)
        .setAudience(source.audience)
        .setIssuedAt()
        .setExpirationTime(SESSION_LIFETIME)
        .sign(new TextEncoder().encode(source.secret));
  }
}

async function requestSession(url: string, sub: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub }),
    signal: AbortSignal.timeout(SIGN_IN_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`the sign-in returned ${response.status}`);
  return SignInResponse.parse(await response.json()).token;
}
