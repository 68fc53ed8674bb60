import { base64url, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { NOW, sessionClaims, signRaw, signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

/** What becomes of an attempt. Everything but `refused` is a hole. */
async function attempt(session: string, service = new TestService()): Promise<string> {
  const response = await service.postToken({ session });
  const isRefused = response.status === 400 || response.status === 401;
  const hasToken = (await response.text()).includes('participant_token');
  return isRefused && !hasToken ? 'refused' : `${response.status}`;
}

function unsigned(header: Record<string, unknown>, signature = ''): string {
  const parts = [header, sessionClaims()].map((part) => base64url.encode(JSON.stringify(part)));
  return [...parts, signature].join('.');
}

describe('the playbook of jwt_tool', () => {
  it.each(['none', 'None', 'NONE', 'nOnE'])('alg %s, without a signature', async (alg) => {
    expect(await attempt(unsigned({ alg, typ: 'JWT' }))).toBe('refused');
  });

  it('alg none, with the signature of a valid session', async () => {
    const [, , signature] = (await signSession()).split('.');
    expect(await attempt(unsigned({ alg: 'none' }, signature))).toBe('refused');
  });

  it('a null signature', async () => {
    expect(await attempt(unsigned({ alg: 'HS256', typ: 'JWT' }))).toBe('refused');
  });

  it('a claim changed under an old signature', async () => {
    const [header, , signature] = (await signSession()).split('.');
    const payload = base64url.encode(JSON.stringify(sessionClaims({ sub: 'eve' })));
    expect(await attempt([header, payload, signature].join('.'))).toBe('refused');
  });

  it('a header changed under an old signature', async () => {
    const [, payload, signature] = (await signSession()).split('.');
    const header = base64url.encode('{"alg":"HS256","typ":"at+jwt"}');
    expect(await attempt([header, payload, signature].join('.'))).toBe('refused');
  });

  it('every single character of the signature changed', async () => {
    const session = await signSession();
    const service = new TestService();
    const start = session.lastIndexOf('.') + 1;
    // The last character carries bits that base64url does not use; all others count.
    for (let index = start; index < session.length - 1; index++) {
      const other = session[index] === 'A' ? 'B' : 'A';
      expect(
        await attempt(session.slice(0, index) + other + session.slice(index + 1), service),
      ).toBe('refused');
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
  ])('signed with a guessed secret: %j', async (secret) => {
    expect(await attempt(await signSession({}, { secret }))).toBe('refused');
  });

  it.each<[string, unknown]>([
    ['blank', ''],
    ['a device', '/dev/null'],
    ['a path', '../../../../../../dev/null'],
    ['SQL', "x' UNION SELECT 'key';--"],
    ['a command', '|sleep 10'],
    ['a list', ['current']],
    ['long', 'k'.repeat(4000)],
  ])('a key id that is %s changes nothing', async (_, kid) => {
    const forged = await signSession({}, { header: { kid }, secret: 'guessed' });
    expect(await attempt(forged)).toBe('refused');
  });

  it.each(['jku', 'x5u'])('a key fetched from where the %s says is never fetched', async (name) => {
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
    ).toBe('refused');
    expect(fetched).toBe(0);
  });

  it('a key that the header brings along', async () => {
    const secret = 'a secret that the attacker has chosen';
    const jwk = { kty: 'oct', k: base64url.encode(secret) };
    expect(await attempt(await signSession({}, { header: { jwk }, secret }))).toBe('refused');
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

  it('verifies what its private key signed', async () => {
    expect((await service.postToken({ session: signed })).status).toBe(201);
  });

  it('is no secret for HS256, as PEM or as bytes (CVE-2015-9235, CVE-2023-48223, CVE-2026-34950)', async () => {
    const header = { kid: 'k1' };
    for (const secret of [pem, `${pem}\n`, ` ${pem}`, pem.trim(), der]) {
      expect(await attempt(await signSession({}, { header, secret }), service)).toBe('refused');
    }
  });

  it('is no reason to accept a session without a signature', async () => {
    expect(await attempt(unsigned({ alg: 'none', kid: 'k1' }), service)).toBe('refused');
  });

  it('does not verify other algorithms of its family', async () => {
    const [, payload, signature] = signed.split('.');
    for (const alg of ['PS256', 'RS384', 'RS512']) {
      const header = base64url.encode(JSON.stringify({ alg, kid: 'k1' }));
      expect(await attempt([header, payload, signature].join('.'), service)).toBe('refused');
    }
  });
});

describe('what went wrong elsewhere', () => {
  it('an empty secret is refused at the start (CVE-2026-107720, CVE-2026-44699)', async () => {
    const service = new TestService({ SESSION_SECRET: '' });
    const response = await service.postToken({ session: unsigned({ alg: 'HS256' }) });
    expect(response.status).toBe(500);
  });

  it('a list as the payload does not skip the claims (CVE-2026-107723)', async () => {
    expect(await attempt(await signRaw(JSON.stringify([sessionClaims()])))).toBe('refused');
  });

  it('another’s audience is not ours (CVE-2025-62610)', async () => {
    expect(await attempt(await signSession({ aud: 'another-service' }))).toBe('refused');
  });

  it('dates that are no numbers do not pass (CVE-2026-44459)', async () => {
    for (const exp of ['never', {}, [], false, '']) {
      expect(await attempt(await signSession({ exp }))).toBe('refused');
    }
  });

  it('only Bearer is taken for Bearer (hono 4.12.21)', async () => {
    const service = new TestService();
    const session = await signSession();
    for (const scheme of ['Basic', 'Token', 'JWT', 'DPoP', 'BearerX']) {
      const headers = { authorization: `${scheme} ${session}` };
      expect((await service.postToken({ headers })).status).toBe(400);
    }
  });

  it('very many dots and very long parts cost nothing (CVE-2025-27144, CVE-2025-30204, CVE-2025-61920)', async () => {
    expect(await attempt('.'.repeat(100_000))).toBe('refused');
    expect(await attempt('e'.repeat(100_000))).toBe('refused');
  });

  it('an encrypted token is no session', async () => {
    expect(await attempt('eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn')).toBe(
      'refused',
    );
  });

  it('a JWT in JSON form is no session', async () => {
    const [header = '', payload = '', signature = ''] = (await signSession()).split('.');
    expect(await attempt(JSON.stringify({ protected: header, payload, signature }))).toBe(
      'refused',
    );
  });

  it('an algorithm from the header is never taken over (CVE-2026-22817, CVE-2026-22818, CVE-2020-15084)', async () => {
    const header = { alg: 'HS512' };
    expect(await attempt(await signSession({}, { header }))).toBe('refused');
  });
});

describe('a room token', () => {
  it('is no session, even if somebody signs it as one', async () => {
    const service = new TestService();
    const claims = await service.mint();
    expect(
      await attempt(
        await signRaw(JSON.stringify(claims), { secret: TEST_BINDINGS.LIVEKIT_API_SECRET }),
        service,
      ),
    ).toBe('refused');
    expect(await attempt(await signRaw(JSON.stringify(claims)), service)).toBe('refused');
  });
});

describe('a secret in rotation', () => {
  const previous = 'previous-secret-0123456789-abcdefghijk';

  it('is accepted while it is the previous one, and no longer', async () => {
    const session = await signSession({}, { secret: previous });
    const rotating = new TestService({ SESSION_SECRET_PREVIOUS: previous });
    expect((await rotating.postToken({ session })).status).toBe(201);
    expect((await rotating.postToken()).status).toBe(201);
    expect(await attempt(session)).toBe('refused');
  });

  it('makes no bad claim good', async () => {
    const rotating = new TestService({ SESSION_SECRET_PREVIOUS: previous });
    expect(
      await attempt(await signSession({ exp: NOW / 1000 - 60 }, { secret: previous }), rotating),
    ).toBe('refused');
  });
});
