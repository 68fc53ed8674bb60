import { base64url, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { NOW, sessionClaims, signRaw, signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

/** Every result but `rejected` is a vulnerability. */
async function attempt(session: string, service = new TestService()): Promise<string> {
  const response = await service.postToken({ session });
  const isRejected = response.status === 400 || response.status === 401;
  const hasToken = (await response.text()).includes('participant_token');
  return isRejected && !hasToken ? 'rejected' : `${response.status}`;
}

function unsigned(header: Record<string, unknown>, signature = ''): string {
  const parts = [header, sessionClaims()].map((part) => base64url.encode(JSON.stringify(part)));
  return [...parts, signature].join('.');
}

describe('attacks of jwt_tool', () => {
  it.each(['none', 'None', 'NONE', 'nOnE'])('rejects alg %s without a signature', async (alg) => {
    expect(await attempt(unsigned({ alg, typ: 'JWT' }))).toBe('rejected');
  });

  it('rejects alg none with the signature of a valid session', async () => {
    const [, , signature] = (await signSession()).split('.');
    expect(await attempt(unsigned({ alg: 'none' }, signature))).toBe('rejected');
  });

  it('rejects an empty signature', async () => {
    expect(await attempt(unsigned({ alg: 'HS256', typ: 'JWT' }))).toBe('rejected');
  });

  it('rejects a changed claim under an old signature', async () => {
    const [header, , signature] = (await signSession()).split('.');
    const payload = base64url.encode(JSON.stringify(sessionClaims({ sub: 'eve' })));
    expect(await attempt([header, payload, signature].join('.'))).toBe('rejected');
  });

  it('rejects a changed header under an old signature', async () => {
    const [, payload, signature] = (await signSession()).split('.');
    const header = base64url.encode('{"alg":"HS256","typ":"at+jwt"}');
    expect(await attempt([header, payload, signature].join('.'))).toBe('rejected');
  });

  it('rejects a signature with any one character changed', async () => {
    const session = await signSession();
    const service = new TestService();
    const start = session.lastIndexOf('.') + 1;
    // The last character contains bits that base64url ignores.
    for (let index = start; index < session.length - 1; index++) {
      const other = session[index] === 'A' ? 'B' : 'A';
      expect(
        await attempt(session.slice(0, index) + other + session.slice(index + 1), service),
      ).toBe('rejected');
    }
  });

  it.each([
    '\0',
    ' ',
    'secret',
    'password',
    'changeme',
    'your-256-bit-secret',
    'devkey',
    TEST_BINDINGS.LIVEKIT_API_KEY,
    TEST_BINDINGS.SESSION_ISSUER,
    TEST_BINDINGS.SESSION_SECRET.slice(0, -1),
    `${TEST_BINDINGS.SESSION_SECRET}\n`,
  ])('rejects a signature with the guessed secret %j', async (secret) => {
    expect(await attempt(await signSession({}, { secret }))).toBe('rejected');
  });

  it.each<[string, unknown]>([
    ['blank', ''],
    ['a device', '/dev/null'],
    ['a path', '../../../../../../dev/null'],
    ['SQL', "x' UNION SELECT 'key';--"],
    ['a command', '|sleep 10'],
    ['a list', ['current']],
    ['long', 'k'.repeat(4000)],
  ])('rejects a forged session whose key id is %s', async (_, kid) => {
    const forged = await signSession({}, { header: { kid }, secret: 'guessed' });
    expect(await attempt(forged)).toBe('rejected');
  });

  it.each(['jku', 'x5u'])('never fetches a key from the header’s %s', async (name) => {
    let fetched = 0;
    const fetch = () => {
      fetched += 1;
      return Promise.reject(new TypeError('unexpected'));
    };
    const header = { [name]: 'https://evil.example.com/keys' };
    expect(
      await attempt(
        await signSession({}, { header, secret: 'mine' }),
        new TestService({}, { fetch }),
      ),
    ).toBe('rejected');
    expect(fetched).toBe(0);
  });

  it('rejects a signature by the header’s own key', async () => {
    const secret = 'a secret that the attacker has chosen';
    const jwk = { kty: 'oct', k: base64url.encode(secret) };
    expect(await attempt(await signSession({}, { header: { jwk }, secret }))).toBe('rejected');
  });
});

describe('a public key', () => {
  let pem: string;
  let signed: string;
  let service: TestService;
  let der: Uint8Array;

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    pem = await exportSPKI(publicKey);
    der = Uint8Array.from(atob(pem.replaceAll(/-----.*-----|\s/g, '')), (c) => c.charCodeAt(0));
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] };
    service = new TestService(
      { SESSION_ALGORITHM: 'RS256', SESSION_JWKS_URL: 'https://sign-in.example.com/jwks' },
      { fetch: async () => Response.json(jwks) },
    );
    signed = await new SignJWT(sessionClaims())
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(privateKey);
  });

  it('verifies a session signed with its private key', async () => {
    expect((await service.postToken({ session: signed })).status).toBe(201);
  });

  it('rejects a public key as an HS256 secret, as PEM or as bytes (CVE-2015-9235, CVE-2023-48223, CVE-2026-34950)', async () => {
    const header = { kid: 'k1' };
    for (const secret of [pem, `${pem}\n`, ` ${pem}`, pem.trim(), der]) {
      expect(await attempt(await signSession({}, { header, secret }), service)).toBe('rejected');
    }
  });

  it('rejects an unsigned session that names a public key', async () => {
    expect(await attempt(unsigned({ alg: 'none', kid: 'k1' }), service)).toBe('rejected');
  });

  it('rejects other algorithms of a public key’s family', async () => {
    const [, payload, signature] = signed.split('.');
    for (const alg of ['PS256', 'RS384', 'RS512']) {
      const header = base64url.encode(JSON.stringify({ alg, kid: 'k1' }));
      expect(await attempt([header, payload, signature].join('.'), service)).toBe('rejected');
    }
  });
});

describe('vulnerabilities of other libraries', () => {
  it('rejects an empty secret in the configuration (CVE-2026-107720, CVE-2026-44699)', async () => {
    const service = new TestService({ SESSION_SECRET: '' });
    const response = await service.postToken({ session: unsigned({ alg: 'HS256' }) });
    expect(response.status).toBe(500);
  });

  it('checks claims when the payload is a list (CVE-2026-107723)', async () => {
    expect(await attempt(await signRaw(JSON.stringify([sessionClaims()])))).toBe('rejected');
  });

  it('rejects a session for another audience (CVE-2025-62610)', async () => {
    expect(await attempt(await signSession({ aud: 'another-service' }))).toBe('rejected');
  });

  it('rejects dates that are not numbers (CVE-2026-44459)', async () => {
    for (const exp of ['never', {}, [], false, '']) {
      expect(await attempt(await signSession({ exp }))).toBe('rejected');
    }
  });

  it('rejects every scheme other than Bearer (hono 4.12.21)', async () => {
    const service = new TestService();
    const session = await signSession();
    for (const scheme of ['Basic', 'Token', 'JWT', 'DPoP', 'BearerX']) {
      const headers = { authorization: `${scheme} ${session}` };
      expect((await service.postToken({ headers })).status).toBe(400);
    }
  });

  it('rejects very many dots and very long parts (CVE-2025-27144, CVE-2025-30204, CVE-2025-61920)', async () => {
    expect(await attempt('.'.repeat(100_000))).toBe('rejected');
    expect(await attempt('e'.repeat(100_000))).toBe('rejected');
  });

  it('rejects an encrypted token', async () => {
    expect(await attempt('eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn')).toBe(
      'rejected',
    );
  });

  it('rejects a JWS in JSON serialization', async () => {
    const [header = '', payload = '', signature = ''] = (await signSession()).split('.');
    expect(await attempt(JSON.stringify({ protected: header, payload, signature }))).toBe(
      'rejected',
    );
  });

  it('ignores the algorithm of the header (CVE-2026-22817, CVE-2026-22818, CVE-2020-15084)', async () => {
    const header = { alg: 'HS512' };
    expect(await attempt(await signSession({}, { header }))).toBe('rejected');
  });
});

describe('other spellings of a session', () => {
  it.each<[string, (signature: string) => string]>([
    ['padding', (signature) => `${signature}=`],
    [
      'the other alphabet',
      (signature) => signature.replace(/[-_]/, (c) => (c === '-' ? '+' : '/')),
    ],
    ['unused bits', (signature) => signature.slice(0, -1) + nextInAlphabet(signature.slice(-1))],
  ])('rejects a session whose signature has %s', async (_, respell) => {
    // Of the random signatures, one with a character in which the alphabets differ.
    let session = await signSession();
    while (!/[-_]/.test(session.split('.')[2] ?? ''))
      session = await signSession({ n: Math.random() });
    const [header, payload, signature = ''] = session.split('.');
    expect(await attempt([header, payload, respell(signature)].join('.'))).toBe('rejected');
  });

  function nextInAlphabet(character: string): string {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return alphabet[alphabet.indexOf(character) + 1] ?? '';
  }
});

describe('a room token', () => {
  it('rejects a room token as a session, even when signed with the session secret', async () => {
    const service = new TestService();
    const claims = await service.mint();
    expect(
      await attempt(
        await signRaw(JSON.stringify(claims), { secret: TEST_BINDINGS.LIVEKIT_API_SECRET }),
        service,
      ),
    ).toBe('rejected');
    expect(await attempt(await signRaw(JSON.stringify(claims)), service)).toBe('rejected');
  });
});

describe('the previous secret', () => {
  const previous = 'previous-secret-0123456789-abcdefghijk';

  it('accepts the previous secret only while it is configured', async () => {
    const session = await signSession({}, { secret: previous });
    const rotating = new TestService({ SESSION_SECRET_PREVIOUS: previous });
    expect((await rotating.postToken({ session })).status).toBe(201);
    expect((await rotating.postToken()).status).toBe(201);
    expect(await attempt(session)).toBe('rejected');
  });

  it('checks the claims of a session signed with the previous secret', async () => {
    const rotating = new TestService({ SESSION_SECRET_PREVIOUS: previous });
    expect(
      await attempt(await signSession({ exp: NOW / 1000 - 60 }, { secret: previous }), rotating),
    ).toBe('rejected');
  });
});
