import { base64url } from 'jose';
import { describe, expect, it } from 'vitest';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { NOW, sessionClaims, signRaw, signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

const SECONDS = NOW / 1000;
const TOLERANCE = 30;
const DAY = 86_400;

/** Changed claims, and the expected status and code. */
type ClaimCase = [name: string, claims: Record<string, unknown>, code?: string];

async function outcomeOf(session: string, service = new TestService()): Promise<string> {
  const response = await service.postToken({ session });
  if (response.status === 201) return 'accepted';
  return `${response.status} ${Object(await response.json()).code}`;
}

describe('accepted sessions', () => {
  it.each<ClaimCase>([
    ['with one audience among several', { aud: ['other', 'bakebot'] }],
    ['expired within the tolerance', { exp: SECONDS - TOLERANCE + 1 }],
    ['not yet valid within the tolerance', { nbf: SECONDS + TOLERANCE }],
    ['issued in the future within the tolerance', { iat: SECONDS + TOLERANCE }],
    ['with fractional times', { exp: SECONDS + 0.5, iat: SECONDS - 0.5 }],
    ['with the maximum lifetime', { iat: SECONDS, exp: SECONDS + DAY }],
    ['with spaces and NUL in the subject', { sub: ' \0ada ' }],
    ['with the longest subject', { sub: 's'.repeat(256) }],
    ['with unknown claims', { admin: true, video: { roomAdmin: true } }],
  ])('accepts a session %s', async (_, claims) => {
    expect(await outcomeOf(await signSession(claims))).toBe('accepted');
  });
});

describe('rejected sessions', () => {
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
    ['a lifetime a second too long', { iat: SECONDS, exp: SECONDS + DAY + 1 }],
    ['iat absent', { iat: undefined }],
    ['a lifetime too long, though mostly over', { iat: SECONDS - DAY, exp: SECONDS + 1 }],
    ['iat in the future', { iat: SECONDS + TOLERANCE + 1 }],
    ['iat as text', { iat: `${SECONDS}` }],
    ['iat null', { iat: null }],
    ['nbf past the tolerance', { nbf: SECONDS + TOLERANCE + 1 }],
    ['nbf as text', { nbf: '0' }],
    ['iss absent', { iss: undefined }],
    ['iss of another sign-in', { iss: 'https://evil.example.com' }],
    ['iss with an extra slash', { iss: `${TEST_BINDINGS.SESSION_ISSUER}/` }],
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
    ['sub that is not well-formed Unicode', { sub: 'ada\uD800' }],
    ['cnf, a binding to a key', { cnf: { jkt: 'x' } }],
  ])('rejects a session with %s', async (_, claims, code = '401 session_invalid') => {
    expect(await outcomeOf(await signSession(claims))).toBe(code);
  });

  it.each([
    ['a payload that is a list', '[{"sub":"ada"}]'],
    ['a payload that is text', '"ada"'],
    ['a payload that is null', 'null'],
    ['a payload that is not JSON', 'sub=ada'],
    ['an empty payload', ''],
    ['an infinite exp', JSON.stringify(sessionClaims()).replace(/"exp":\d+/, '"exp":1e400')],
    ['an exp that is not JSON', JSON.stringify(sessionClaims()).replace(/"exp":\d+/, '"exp":NaN')],
    [
      'an invalid last one of two exp',
      JSON.stringify(sessionClaims()).replace(/}$/, ',"exp":"never"}'),
    ],
    ['an invalid last one of two sub', JSON.stringify(sessionClaims()).replace(/}$/, ',"sub":""}')],
  ])('rejects a session with %s', async (_, payload) => {
    expect(await outcomeOf(await signRaw(payload))).toBe('401 session_invalid');
  });

  it.each<[string, Record<string, unknown>]>([
    ['the type of a logout token', { typ: 'logout+jwt' }],
    ['the type of a DPoP proof', { typ: 'dpop+jwt' }],
    ['a type that is not text', { typ: 7 }],
    ['a critical extension', { crit: ['exp'], exp: 1 }],
    ['an unknown critical extension', { crit: ['x-new'], 'x-new': true }],
    ['an empty list of critical extensions', { crit: [] }],
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
  ])('rejects a session whose header has %s', async (_, header) => {
    expect(await outcomeOf(await signSession({}, { header }))).toBe('401 session_invalid');
  });

  it('rejects a session of another type than SESSION_TYPE', async () => {
    const service = new TestService({ SESSION_TYPE: 'at+jwt' });
    const plain = await signSession();
    const access = await signSession({}, { header: { typ: 'application/at+jwt' } });
    expect(await outcomeOf(plain, service)).toBe('401 session_invalid');
    expect(await outcomeOf(access, service)).toBe('accepted');
  });

  it('rejects a session over the maximum size', async () => {
    const session = await signSession({ padding: base64url.encode('x'.repeat(8192)) });
    expect(await outcomeOf(session)).toBe('401 session_invalid');
  });
});
