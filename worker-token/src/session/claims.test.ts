import { base64url } from 'jose';
import { describe, expect, it } from 'vitest';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { NOW, sessionClaims, signRaw, signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

const SECONDS = NOW / 1000;
const TOLERANCE = 30;
const DAY = 86_400;

/** One claim changed, and what comes of it. */
type ClaimCase = [name: string, claims: Record<string, unknown>, code?: string];

async function outcomeOf(session: string, service = new TestService()): Promise<string> {
  const response = await service.postToken({ session });
  if (response.status === 201) return 'accepted';
  return `${response.status} ${Object(await response.json()).code}`;
}

describe('a session is accepted', () => {
  it.each<ClaimCase>([
    ['with what is required alone', { iat: undefined }],
    ['for one audience among several', { aud: ['other', 'bakebot'] }],
    ['expired a moment ago, within the tolerance', { exp: SECONDS - TOLERANCE + 1 }],
    ['that begins in a moment, within the tolerance', { nbf: SECONDS + TOLERANCE }],
    ['of a clock that runs a little ahead', { iat: SECONDS + TOLERANCE }],
    ['with times in fractions', { exp: SECONDS + 0.5, iat: SECONDS - 0.5 }],
    ['that lives as long as allowed', { iat: SECONDS, exp: SECONDS + DAY }],
    ['of a subject with spaces and NUL', { sub: ' \0ada ' }],
    ['of a subject as long as allowed', { sub: 's'.repeat(256) }],
    ['with claims that nobody knows', { admin: true, video: { roomAdmin: true } }],
  ])('%s', async (_, claims) => {
    expect(await outcomeOf(await signSession(claims))).toBe('accepted');
  });
});

describe('a session is refused', () => {
  it.each<ClaimCase>([
    ['exp absent', { exp: undefined }],
    ['exp null', { exp: null }],
    ['exp as text', { exp: `${SECONDS + 60}` }],
    ['exp as a list', { exp: [SECONDS + 60] }],
    ['exp true', { exp: true }],
    ['exp negative', { exp: -1 }, '401 session_expired'],
    ['exp zero', { exp: 0 }, '401 session_expired'],
    ['exp past the tolerance', { exp: SECONDS - TOLERANCE }, '401 session_expired'],
    ['exp in milliseconds', { exp: NOW + 60_000 }],
    ['living a second too long', { iat: SECONDS, exp: SECONDS + DAY + 1 }],
    ['living too long, without iat', { iat: undefined, exp: SECONDS + DAY + 1 }],
    ['living too long, though most of it is over', { iat: SECONDS - DAY, exp: SECONDS + 1 }],
    ['iat in the future', { iat: SECONDS + TOLERANCE + 1 }],
    ['iat as text', { iat: `${SECONDS}` }],
    ['iat null', { iat: null }],
    ['nbf past the tolerance', { nbf: SECONDS + TOLERANCE + 1 }],
    ['nbf as text', { nbf: '0' }],
    ['iss absent', { iss: undefined }],
    ['iss of somebody else', { iss: 'https://evil.example.com' }],
    ['iss with a slash more', { iss: `${TEST_BINDINGS.SESSION_ISSUER}/` }],
    ['iss as a prefix', { iss: 'https://sign-in.example.co' }],
    ['iss in capitals', { iss: TEST_BINDINGS.SESSION_ISSUER.toUpperCase() }],
    ['iss as a list', { iss: [TEST_BINDINGS.SESSION_ISSUER] }],
    ['iss empty', { iss: '' }],
    ['aud absent', { aud: undefined }],
    ['aud of another service', { aud: 'other' }],
    ['aud empty', { aud: '' }],
    ['aud as an empty list', { aud: [] }],
    ['aud as a list without ours', { aud: ['other', 'bakebot2'] }],
    ['aud as an object', { aud: { bakebot: true } }],
    ['aud nested', { aud: [['bakebot']] }],
    ['sub absent', { sub: undefined }],
    ['sub null', { sub: null }],
    ['sub empty', { sub: '' }],
    ['sub as a number', { sub: 7 }],
    ['sub as an object', { sub: { id: 'ada' } }],
    ['sub as a list', { sub: ['ada'] }],
    ['sub too long', { sub: 's'.repeat(257) }],
    ['sub too long in bytes', { sub: 'ä'.repeat(129) }],
    ['sub that is no Unicode', { sub: 'ada\uD800' }],
    ['bound to a key that the caller need not show', { cnf: { jkt: 'x' } }],
  ])('%s', async (_, claims, code = '401 session_invalid') => {
    expect(await outcomeOf(await signSession(claims))).toBe(code);
  });

  it.each([
    ['a payload that is a list', '[{"sub":"ada"}]'],
    ['a payload that is text', '"ada"'],
    ['a payload that is null', 'null'],
    ['a payload that is no JSON', 'sub=ada'],
    ['an empty payload', ''],
    [
      'an exp beyond all numbers',
      JSON.stringify(sessionClaims()).replace(/"exp":\d+/, '"exp":1e400'),
    ],
    ['an exp that is no JSON', JSON.stringify(sessionClaims()).replace(/"exp":\d+/, '"exp":NaN')],
    ['the last of two exp', JSON.stringify(sessionClaims()).replace(/}$/, ',"exp":"never"}')],
    ['the last of two sub', JSON.stringify(sessionClaims()).replace(/}$/, ',"sub":""}')],
  ])('for %s', async (_, payload) => {
    expect(await outcomeOf(await signRaw(payload))).toBe('401 session_invalid');
  });

  it.each<[string, Record<string, unknown>]>([
    ['a logout token', { typ: 'logout+jwt' }],
    ['a DPoP proof', { typ: 'dpop+jwt' }],
    ['a type that is no text', { typ: 7 }],
    ['an extension that must be understood', { crit: ['exp'], exp: 1 }],
    ['an unknown extension that must be understood', { crit: ['x-new'], 'x-new': true }],
    ['an empty list of extensions', { crit: [] }],
    ['an unencoded payload', { crit: ['b64'], b64: false }],
    ['an algorithm in another case', { alg: 'hs256' }],
    ['an algorithm that is a list', { alg: ['HS256'] }],
    ['an algorithm that is null', { alg: null }],
    ['an empty algorithm', { alg: '' }],
    ['the next larger algorithm', { alg: 'HS384' }],
    ['the largest algorithm', { alg: 'HS512' }],
    ['a public-key algorithm', { alg: 'RS256' }],
    ['a curve', { alg: 'ES256' }],
    ['an Edwards curve', { alg: 'EdDSA' }],
  ])('for a header with %s', async (_, header) => {
    expect(await outcomeOf(await signSession({}, { header }))).toBe('401 session_invalid');
  });

  it('of another type where one is configured', async () => {
    const service = new TestService({ SESSION_TYPE: 'at+jwt' });
    const plain = await signSession();
    const access = await signSession({}, { header: { typ: 'application/at+jwt' } });
    expect(await outcomeOf(plain, service)).toBe('401 session_invalid');
    expect(await outcomeOf(access, service)).toBe('accepted');
  });

  it('when it is too large, before anything is computed', async () => {
    const session = await signSession({ padding: base64url.encode('x'.repeat(8192)) });
    expect(await outcomeOf(session)).toBe('401 session_invalid');
  });
});
