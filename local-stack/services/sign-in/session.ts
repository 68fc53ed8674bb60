import { SignJWT } from 'jose';
import * as z from 'zod';

/** How the stack's sign-in and its token service agree on what a session is. The secret is new in every run. */
export interface SessionSettings {
  secret: string;
  issuer: string;
  audience: string;
}

/** What to ask for: who signs in, and optionally what to call them, their language (BCP 47) and their settings. */
export const SignInRequest = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  locale: z.string().optional(),
  preferences: z.record(z.string(), z.string()).optional(),
});
export type SignInRequest = z.infer<typeof SignInRequest>;

/** How long a development session lasts. */
const SESSION_LIFETIME = '1 hour';

/** Makes the session JWT that a real app would get from its own sign-in. */
export function createSession({ sub, ...claims }: SignInRequest, settings: SessionSettings) {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(sub)
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setIssuedAt()
    .setExpirationTime(SESSION_LIFETIME)
    .sign(new TextEncoder().encode(settings.secret));
}
