import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import * as z from 'zod';

/** Where the smoke test's session comes from. */
export type SessionSource =
  | { kind: 'given'; jwt: string }
  | { kind: 'sign-in'; url: string }
  | { kind: 'signed'; secret: string; issuer: string; audience: string };

/** How long a session lives that is made for one smoke test. */
const LIFETIME = '5 minutes';

/** How long a sign-in may take, in ms. */
const SIGN_IN_MS = 10_000;

const Answer = z.object({ token: z.string() });

const Variables = z.object({
  SESSION_JWT: z.string().optional(),
  SESSION_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  SESSION_ISSUER: z.string().optional(),
  SESSION_AUDIENCE: z.string().optional(),
});

/** There is no session to test with; the message says how to give one. */
class SessionSourceError extends Error {
  override name = 'SessionSourceError' as const;
  readonly code = 'session_source_missing';
}

/**
 * Chooses the source: a sign-in's address, else SESSION_JWT, else SESSION_SECRET with SESSION_ISSUER and
 * SESSION_AUDIENCE, all from the environment, where no shell history and no `ps` shows them.
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
    'No session to test with. Give one of:\n' +
      '  --sign-in URL                        a sign-in that answers POST {"sub"} with {"token"}\n' +
      '  SESSION_JWT                          in the environment: a session of your app\n' +
      '  SESSION_SECRET, SESSION_ISSUER and SESSION_AUDIENCE in the environment, to sign one (HS256)',
  );
}

/** A session JWT, for a subject that is nobody. */
export async function obtainSession(source: SessionSource): Promise<string> {
  const subject = `smoke-test-${randomUUID()}`;
  switch (source.kind) {
    case 'given':
      return source.jwt;
    case 'sign-in':
      return askSignIn(source.url, subject);
    case 'signed':
      return new SignJWT({ name: 'Smoke test' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(subject)
        .setIssuer(source.issuer)
        .setAudience(source.audience)
        .setIssuedAt()
        .setExpirationTime(LIFETIME)
        .sign(new TextEncoder().encode(source.secret));
  }
}

async function askSignIn(url: string, sub: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub }),
    signal: AbortSignal.timeout(SIGN_IN_MS),
  });
  if (!response.ok) throw new Error(`the sign-in answers ${response.status}`);
  return Answer.parse(await response.json()).token;
}
