import { SignJWT } from 'jose';
import * as z from 'zod';

/** Shared by the sign-in and the token service. The secret is generated for each run. */
export interface SessionSettings {
  secret: string;
  issuer: string;
  audience: string;
}

/** `sub` is the subject, `locale` a BCP 47 tag. */
export const SignInRequest = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  locale: z.string().optional(),
  preferences: z.record(z.string(), z.string()).optional(),
});
export type SignInRequest = z.infer<typeof SignInRequest>;

const SESSION_LIFETIME = '1 hour';

/** Signs the session JWT that a production app gets from its own sign-in. */
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
