import { base64url } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeCache } from '../testing/fake-cache.ts';
import { JWKS_URL, KeyServer, type SignWithKey } from '../testing/key-server.ts';
import { NOW, sessionClaims } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

const HOUR = 60 * 60_000;

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

describe('a key that cannot be used', () => {
  const SOUND = { kid: 'odd', kty: 'EC', crv: 'P-256', alg: 'ES256' };
  const ZERO = 'A'.repeat(43);

  it.each<[string, object]>([
    ['without a type', { kid: 'odd' }],
    ['that is no object', Object('odd')],
    ['of an unknown type', { kid: 'odd', kty: 'AKP', alg: 'ML-DSA-44', pub: 'AAAA' }],
    ['that is a shared secret', { kid: 'odd', kty: 'oct', k: 'AAAA' }],
    ['that is private', { ...SOUND, x: ZERO, y: ZERO, d: ZERO }],
    ['that is no point of its curve', { ...SOUND, x: ZERO, y: ZERO }],
    ['with members of another type', { ...SOUND, x: { deep: [[[[]]]] }, y: 7 }],
    ['for encryption', { ...SOUND, use: 'enc', x: ZERO, y: ZERO }],
  ])('leaves out a key %s, and uses the others', async (_, odd) => {
    keyServer.respond = () => {
      const { keys } = JSON.parse(keyServer.keySet());
      return Response.json({ keys: [odd, ...keys] });
    };
    const service = startIsolate();
    expect(await codeFor(service, await sign())).toBe('accepted');
    const forged = await sign({}, { kid: 'odd' });
    expect(await codeFor(service, forged)).toBe('session_invalid');
  });

  it.each([
    ['of 1024 bits', 1024, [1, 0, 1]],
    ['with the exponent 3', 2048, [3]],
  ])('answers without a fault when a session names an RSA key %s', async (_, bits, exponent) => {
    const keys = await crypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: bits,
        publicExponent: new Uint8Array(exponent),
        hash: 'SHA-256',
      },
      true,
      ['sign', 'verify'],
    );
    if (!('publicKey' in keys)) throw new Error('expected a key pair');
    const { n, e } = Object(await crypto.subtle.exportKey('jwk', keys.publicKey));
    await keyServer.addKey('sound', 'RS256');
    keyServer.respond = () => {
      const sound = JSON.parse(keyServer.keySet()).keys;
      return Response.json({ keys: [{ kty: 'RSA', kid: 'odd', alg: 'RS256', n, e }, ...sound] });
    };
    const header = base64url.encode(JSON.stringify({ alg: 'RS256', kid: 'odd' }));
    const session = `${header}.${base64url.encode(JSON.stringify(sessionClaims()))}.AAAA`;
    expect(await codeFor(startIsolate('RS256'), session)).toBe('session_invalid');
  });

  it('keeps the last usable set when the key server publishes an unusable one', async () => {
    const service = startIsolate();
    await codeFor(service, await sign());
    keyServer.respond = () => Response.json({ keys: [{ kid: 'odd' }] });
    service.now += 2 * HOUR;
    expect(await codeFor(service, await currentSession(service))).toBe('accepted');
    const next = startIsolate();
    next.now = service.now;
    expect(await codeFor(next, await currentSession(next))).toBe('accepted');
  });
});

describe('the edge cache', () => {
  const entry = (keys: string, fetchedAt: number, headers = {}) =>
    new Response(keys, {
      headers: { 'x-fetched-at': `${fetchedAt}`, 'cache-control': 'max-age=86400', ...headers },
    });

  it('believes no keys that another Worker of the zone wrote', async () => {
    const stranger = new KeyServer();
    const forge = await stranger.addKey('k1');
    const key = `https://session-keys.invalid/${encodeURIComponent(JWKS_URL)}`;
    await cache.put(key, entry(stranger.keySet(), NOW, { 'x-mac': 'A'.repeat(43) }));
    const service = startIsolate();
    expect(await codeFor(service, await forge())).toBe('session_invalid');
    expect(await codeFor(service, await sign())).toBe('accepted');
    expect(keyServer.requests).toHaveLength(1);
  });

  it('refreshes keys of an isolate whose clock was ahead', async () => {
    const ahead = startIsolate();
    ahead.now = NOW + 365 * 24 * HOUR;
    await codeFor(ahead, await sign());
    const service = startIsolate();
    await codeFor(service, await sign());
    service.now += 2 * HOUR;
    await codeFor(service, await currentSession(service));
    expect(keyServer.requests).toHaveLength(2);
  });

  it('is asked once for many forged key ids', async () => {
    let lookUps = 0;
    const counting = {
      match: async () => {
        lookUps += 1;
        return undefined;
      },
      put: async () => {},
    };
    const service = new TestService(
      { SESSION_ALGORITHM: 'ES256', SESSION_JWKS_URL: JWKS_URL },
      { fetch: keyServer.fetch, cache: counting },
    );
    await codeFor(service, await sign());
    lookUps = 0;
    for (let count = 0; count < 20; count++) {
      await codeFor(service, await sign({}, { kid: `made-up-${count}` }));
    }
    expect(lookUps).toBe(1);
  });
});
