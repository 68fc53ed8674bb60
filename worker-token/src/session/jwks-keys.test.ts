import { exportJWK, generateKeyPair } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
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

/** The service in an isolate of its own, at a location that shares `cache`. */
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

/** A session that is valid at the service's time, signed with the first key. */
async function currentSession(service: TestService): Promise<string> {
  return sign({ iat: service.now / 1000, exp: service.now / 1000 + 3600 });
}

function outage(): Response {
  return new Response('down', { status: 503 });
}

describe('published keys', () => {
  it.each(['RS256', 'ES256', 'EdDSA'])('verify sessions signed with %s', async (algorithm) => {
    const signWith = await keyServer.addKey('k2', algorithm);
    expect(await codeFor(startIsolate(algorithm), await signWith())).toBe('accepted');
  });

  it('of another algorithm than the configured one verify nothing', async () => {
    const signRsa = await keyServer.addKey('k2', 'RS256');
    expect(await codeFor(startIsolate('ES256'), await signRsa())).toBe('session_invalid');
  });

  it('are fetched once for many sessions', async () => {
    const service = startIsolate();
    for (let count = 0; count < 5; count++) await codeFor(service, await sign());
    expect(keyServer.requests).toEqual([JWKS_URL]);
  });

  it('are shared with the isolates of a location', async () => {
    await codeFor(startIsolate(), await sign());
    expect(await codeFor(startIsolate(), await sign())).toBe('accepted');
    expect(keyServer.requests).toHaveLength(1);
  });

  it('are there for everybody who comes while they are being fetched', async () => {
    const service = startIsolate();
    const session = await sign();
    const codes = await Promise.all([1, 2, 3].map(() => codeFor(service, session)));
    expect(codes).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('make the service ready, or not', async () => {
    keyServer.answer = outage;
    const service = startIsolate();
    expect((await service.fetch('/readyz')).status).toBe(503);
    keyServer.answer = undefined;
    service.now += MINUTE;
    expect((await service.fetch('/readyz')).status).toBe(200);
  });
});

describe('a change of keys', () => {
  it('is noticed at the first session with a new key', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    service.now += MINUTE;
    const signNew = await keyServer.addKey('k2');
    expect(await codeFor(service, await signNew())).toBe('accepted');
    expect(keyServer.requests).toHaveLength(2);
  });

  it('made up by a stranger costs one fetch in half a minute', async () => {
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

  it('takes a key away as soon as the set was refreshed', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    keyServer.removeKey('k1');
    await keyServer.addKey('k2');
    service.now += 11 * MINUTE;
    await codeFor(service, await currentSession(service));
    await Promise.all(service.deferred);
    expect(await codeFor(service, await currentSession(service))).toBe('session_invalid');
  });
});

describe('a withdrawn key', () => {
  it('is refused where the key set is an hour old, at the first session', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    keyServer.removeKey('k1');
    await keyServer.addKey('k2');
    service.now += HOUR;
    expect(await codeFor(service, await currentSession(service))).toBe('session_invalid');
  });
});

describe('while the key server is down', () => {
  it('sessions are verified with the keys at hand', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    keyServer.answer = outage;
    service.now += 23 * HOUR;
    expect(await codeFor(service, await currentSession(service))).toBe('accepted');
    await Promise.all(service.deferred);
    expect(await codeFor(service, await currentSession(service))).toBe('accepted');
    expect(keyServer.requests).toHaveLength(2);
  });

  it('keys of yesterday are no longer trusted', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    keyServer.answer = outage;
    service.now += 25 * HOUR;
    expect(await codeFor(service, await currentSession(service))).toBe('keys_unavailable');
  });

  it('an isolate without keys says so, says when to come back, and does not ask again at once', async () => {
    keyServer.answer = outage;
    const service = startIsolate();
    const response = await service.postToken({ session: await sign() });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    await service.postToken({ session: await sign() });
    expect(keyServer.requests).toHaveLength(1);
    keyServer.answer = undefined;
    service.now += 5000;
    expect(await codeFor(service, await sign())).toBe('accepted');
  });

  it('a cache that fails is done without', async () => {
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

describe('a key set is not taken', () => {
  it.each<[string, () => Response]>([
    ['that is no JSON', () => new Response('<html>')],
    ['without keys', () => Response.json({ keys: [] })],
    ['that is a list', () => Response.json([])],
    ['that is larger than 64 KiB', () => new Response(keyServer.keySet().padEnd(65_537))],
    [
      'with too many keys',
      () => Response.json({ keys: Array.from({ length: 65 }, () => ({ kty: 'EC' })) }),
    ],
    ['from where a redirect leads', () => Response.redirect('https://evil.example.com/', 302)],
    ['that is no UTF-8', () => new Response(new Uint8Array([0xff, 0xfe]))],
  ])('%s', async (_, answer) => {
    keyServer.answer = answer;
    expect(await codeFor(startIsolate(), await sign())).toBe('keys_unavailable');
  });

  it('only when it is too large: up to 64 KiB it is', async () => {
    keyServer.answer = () => new Response(keyServer.keySet().padEnd(65_536));
    expect(await codeFor(startIsolate(), await sign())).toBe('accepted');
  });

  it('for its private keys: they would be no secret any more', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'ES256' };
    keyServer.answer = () => Response.json({ keys: [jwk] });
    expect(await codeFor(startIsolate(), await sign())).toBe('keys_unavailable');
  });

  it('from the cache when it is old', async () => {
    const first = startIsolate();
    await codeFor(first, await sign());
    keyServer.answer = outage;
    const second = startIsolate();
    second.now = NOW + 25 * HOUR;
    expect(await codeFor(second, await currentSession(second))).toBe('keys_unavailable');
  });
});
