import { exportJWK, generateKeyPair } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { JWKS_ALGORITHMS } from '../config/config.ts';
import { FakeCache } from '../testing/fake-cache.ts';
import { JWKS_URL, KeyServer, type SignWithKey } from '../testing/key-server.ts';
import { NOW } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let keyServer: KeyServer;
let sign: SignWithKey;
let cache: FakeCache;

beforeEach(async () => {
  keyServer = new KeyServer();
  cache = new FakeCache();
  sign = await keyServer.addKey('k1');
});

/** A new isolate, at a location that shares `cache`. */
function startIsolate(algorithm = 'ES256'): TestService {
  return new TestService(
    { SESSION_ALGORITHM: algorithm, SESSION_JWKS_URL: JWKS_URL },
    { fetch: keyServer.fetch, cache },
  );
}

async function codeFor(service: TestService, session: string): Promise<unknown> {
  const response = await service.postToken({ session });
  return response.status === 201 ? 'accepted' : Object(await response.json()).code;
}

/** A session that is valid at the service's current time, signed with the first key. */
async function currentSession(service: TestService): Promise<string> {
  return sign({ iat: service.now / 1000, exp: service.now / 1000 + 3600 });
}

function outage(): Response {
  return new Response('down', { status: 503 });
}

describe('JwksKeys', () => {
  it.each(JWKS_ALGORITHMS)('verifies sessions signed with %s', async (algorithm) => {
    const signWith = await keyServer.addKey('k2', algorithm);
    expect(await codeFor(startIsolate(algorithm), await signWith())).toBe('accepted');
  });

  it.each([
    ['EdDSA', 'Ed25519'],
    ['Ed25519', 'EdDSA'],
  ])('knows %s and %s as one algorithm, in keys and tokens', async (configured, other) => {
    const signers = [await keyServer.addKey('k2', configured), await keyServer.addKey('k3', other)];
    const service = startIsolate(configured);
    for (const signWith of signers) {
      expect(await codeFor(service, await signWith({}, { alg: configured }))).toBe('accepted');
      expect(await codeFor(service, await signWith({}, { alg: other }))).toBe('accepted');
    }
  });

  it('rejects sessions of another algorithm than the configured one', async () => {
    const signRsa = await keyServer.addKey('k2', 'RS256');
    expect(await codeFor(startIsolate('ES256'), await signRsa())).toBe('session_invalid');
  });

  it('fetches keys once for many sessions', async () => {
    const service = startIsolate();
    for (let count = 0; count < 5; count++) await codeFor(service, await sign());
    expect(keyServer.requests).toEqual([JWKS_URL]);
  });

  it('shares keys between the isolates of a location', async () => {
    await codeFor(startIsolate(), await sign());
    expect(await codeFor(startIsolate(), await sign())).toBe('accepted');
    expect(keyServer.requests).toHaveLength(1);
  });

  it('serves concurrent requests during the first fetch', async () => {
    const service = startIsolate();
    const session = await sign();
    const codes = await Promise.all([1, 2, 3].map(() => codeFor(service, session)));
    expect(codes).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('lets /readyz succeed only when keys are available', async () => {
    keyServer.respond = outage;
    const service = startIsolate();
    expect((await service.fetch('/readyz')).status).toBe(503);
    keyServer.respond = undefined;
    service.now += MINUTE;
    expect((await service.fetch('/readyz')).status).toBe(200);
  });
});

describe('a change of keys', () => {
  it('fetches a new key for the first session that uses it', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    service.now += MINUTE;
    const signNew = await keyServer.addKey('k2');
    expect(await codeFor(service, await signNew())).toBe('accepted');
    expect(keyServer.requests).toHaveLength(2);
  });

  it('fetches at most once per 30 s for forged key ids', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    const stranger = await new KeyServer().addKey('made-up');
    service.now += MINUTE;
    for (let count = 0; count < 5; count++) {
      expect(await codeFor(service, await stranger())).toBe('session_invalid');
    }
    expect(keyServer.requests).toHaveLength(2);
    service.now += MINUTE;
    await codeFor(service, await stranger());
    expect(keyServer.requests).toHaveLength(3);
  });

  it('rejects a withdrawn key after the next background refresh', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    keyServer.removeKey('k1');
    await keyServer.addKey('k2');
    service.now += 11 * MINUTE;
    await codeFor(service, await currentSession(service));
    await Promise.all(service.deferred);
    expect(await codeFor(service, await currentSession(service))).toBe('session_invalid');
  });

  it('rejects a withdrawn key at once when the cached set is an hour old', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    keyServer.removeKey('k1');
    await keyServer.addKey('k2');
    service.now += HOUR;
    expect(await codeFor(service, await currentSession(service))).toBe('session_invalid');
  });
});

describe('an outage of the key server', () => {
  it('verifies sessions with keys fetched 23 hours before an outage', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    keyServer.respond = outage;
    service.now += 23 * HOUR;
    expect(await codeFor(service, await currentSession(service))).toBe('accepted');
    await Promise.all(service.deferred);
    expect(await codeFor(service, await currentSession(service))).toBe('accepted');
    expect(keyServer.requests).toHaveLength(2);
  });

  it('rejects sessions when the last fetch of the keys is over a day old', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    keyServer.respond = outage;
    service.now += 25 * HOUR;
    expect(await codeFor(service, await currentSession(service))).toBe('keys_unavailable');
  });

  it('returns 503 and pauses fetches in an isolate without keys', async () => {
    keyServer.respond = outage;
    const service = startIsolate();
    const response = await service.postToken({ session: await sign() });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    await service.postToken({ session: await sign() });
    expect(keyServer.requests).toHaveLength(1);
    keyServer.respond = undefined;
    service.now += 5000;
    expect(await codeFor(service, await sign())).toBe('accepted');
  });

  it('verifies sessions when the edge cache fails', async () => {
    const broken = {
      match: () => Promise.reject(new Error('broken')),
      put: () => Promise.reject(new Error('broken')),
    };
    const service = new TestService(
      { SESSION_ALGORITHM: 'ES256', SESSION_JWKS_URL: JWKS_URL },
      { fetch: keyServer.fetch, cache: broken },
    );
    expect(await codeFor(service, await sign())).toBe('accepted');
  });
});

describe('an invalid key set', () => {
  it.each<[string, () => Response]>([
    ['not JSON', () => new Response('<html>')],
    ['empty', () => Response.json({ keys: [] })],
    ['a list', () => Response.json([])],
    ['larger than 64 KiB', () => new Response(keyServer.keySet().padEnd(65_537))],
    [
      'a set of 65 keys',
      () => Response.json({ keys: Array.from({ length: 65 }, () => ({ kty: 'EC' })) }),
    ],
    ['behind a redirect', () => Response.redirect('https://evil.example.com/', 302)],
    ['not UTF-8', () => new Response(new Uint8Array([0xff, 0xfe]))],
  ])('rejects a key set that is %s', async (_, respond) => {
    keyServer.respond = respond;
    expect(await codeFor(startIsolate(), await sign())).toBe('keys_unavailable');
  });

  it('accepts a key set of 64 KiB', async () => {
    keyServer.respond = () => new Response(keyServer.keySet().padEnd(65_536));
    expect(await codeFor(startIsolate(), await sign())).toBe('accepted');
  });

  it('accepts no session while all published keys are private, and is not ready', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'ES256' };
    keyServer.respond = () => Response.json({ keys: [jwk] });
    const service = startIsolate();
    expect(await codeFor(service, await sign())).toBe('session_invalid');
    expect((await service.fetch('/readyz')).status).toBe(503);
    keyServer.respond = undefined;
    service.now += MINUTE;
    expect(await codeFor(service, await sign())).toBe('accepted');
  });

  it('ignores a key set in the edge cache after a day', async () => {
    const first = startIsolate();
    await codeFor(first, await sign());
    keyServer.respond = outage;
    const second = startIsolate();
    second.now = NOW + 25 * HOUR;
    expect(await codeFor(second, await currentSession(second))).toBe('keys_unavailable');
  });
});
