import { describe, expect, it } from 'vitest';
import { base64url } from 'jose';
import type { TextBindings } from '../config/settings.ts';
import { JWKS_URL, KeyServer } from '../testing/key-server.ts';
import { signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

async function isAccepted(
  bindings: TextBindings,
  claims: Record<string, unknown>,
): Promise<boolean> {
  const session = await signSession(claims);
  return (await new TestService(bindings).postToken({ session })).status === 201;
}

describe('SESSION_REQUIRED_CLAIMS', () => {
  it.each<[string, Record<string, unknown>, boolean]>([
    ['is_anonymous=false', { is_anonymous: false }, true],
    ['is_anonymous=false', { is_anonymous: true }, false],
    ['is_anonymous=false', {}, false],
    ['email_verified=true', { email_verified: 'true' }, true],
    ['tier=7', { tier: 7 }, true],
    ['tier=7', { tier: [7] }, false],
    ['scope~voice', { scope: 'openid voice' }, true],
    ['scope~voice', { scope: 'openid voices' }, false],
    ['roles~cook', { roles: ['eater', 'cook'] }, true],
    ['roles~cook', { roles: 'cookery' }, false],
    ['firebase.sign_in_provider!=anonymous', { firebase: { sign_in_provider: 'password' } }, true],
    [
      'firebase.sign_in_provider!=anonymous',
      { firebase: { sign_in_provider: 'anonymous' } },
      false,
    ],
    ['firebase.sign_in_provider!=anonymous', {}, false],
    ['https://app.example.com/plan=pro', { 'https://app.example.com/plan': 'pro' }, true],
    ['a=1,b=2', { a: 1, b: 2 }, true],
    ['a=1,b=2', { a: 1 }, false],
    ['constructor.name=Object', {}, false],
  ])('with %s and the claims %j, decides %s', async (rules, claims, expected) => {
    expect(await isAccepted({ SESSION_REQUIRED_CLAIMS: rules }, claims)).toBe(expected);
  });
});

describe('SESSION_AUDIENCE', () => {
  it('accepts each of several audiences, and no other', async () => {
    const bindings = { SESSION_AUDIENCE: 'ios-client, android-client' };
    expect(await isAccepted(bindings, { aud: 'ios-client' })).toBe(true);
    expect(await isAccepted(bindings, { aud: ['x', 'android-client'] })).toBe(true);
    expect(await isAccepted(bindings, { aud: 'ios-client, android-client' })).toBe(false);
  });

  it('accepts each of several authorized parties', async () => {
    const bindings = {
      SESSION_AUDIENCE: 'https://app.example.com,http://localhost:3000',
      SESSION_AUDIENCE_CLAIM: 'azp',
    };
    expect(await isAccepted(bindings, { aud: undefined, azp: 'http://localhost:3000' })).toBe(true);
    expect(await isAccepted(bindings, { aud: undefined, azp: 'http://localhost:300' })).toBe(false);
  });

  it('needs no audience with SESSION_AUDIENCE_CLAIM=none, and then accepts none', async () => {
    const bindings = {
      SESSION_AUDIENCE: '',
      SESSION_AUDIENCE_CLAIM: 'none',
      SESSION_REQUIRED_CLAIMS: 'client=bakebot',
    };
    expect(await isAccepted(bindings, { aud: undefined, client: 'bakebot' })).toBe(true);
    expect(await isAccepted(bindings, { aud: undefined, client: 'another' })).toBe(false);
    expect(await isAccepted(bindings, { aud: 'bakebot', client: 'bakebot' })).toBe(false);
  });
});

describe('SESSION_PROFILE_CLAIMS', () => {
  it('reads the profile from nested and namespaced claims', async () => {
    const service = new TestService({
      SESSION_PROFILE_CLAIMS: 'name=user_metadata.full_name, locale=https://app.example.com/locale',
    });
    const session = await signSession({
      name: 'ignored',
      user_metadata: { full_name: 'Ada' },
      'https://app.example.com/locale': 'de-DE',
    });
    const claims = await service.mint({ session });
    expect(claims.name).toBe('Ada');
    expect(JSON.stringify(claims.roomConfig)).toContain('\\"locale\\":\\"de-DE\\"');
  });
});

describe('SESSION_SECRET in base64', () => {
  it.each(['base64:', 'base64url:'])('verifies with the decoded bytes of %s', async (prefix) => {
    const secret = crypto.getRandomValues(new Uint8Array(32));
    const encoded =
      prefix === 'base64:' ? btoa(String.fromCharCode(...secret)) : base64url.encode(secret);
    const service = new TestService({ SESSION_SECRET: prefix + encoded });
    const accepted = await service.postToken({ session: await signSession({}, { secret }) });
    expect(accepted.status).toBe(201);
    const text = await signSession({}, { secret: encoded });
    expect((await service.postToken({ session: text })).status).toBe(401);
  });
});

describe('a change from a secret to public keys', () => {
  it('accepts both kinds side by side, each with its own algorithm', async () => {
    const keyServer = new KeyServer();
    const sign = await keyServer.addKey('k1');
    const signOther = await keyServer.addKey('k2', 'RS256');
    const service = new TestService(
      { SESSION_ALGORITHM: 'HS256,ES256', SESSION_JWKS_URL: JWKS_URL },
      { fetch: keyServer.fetch },
    );
    const statusOf = async (session: string) => (await service.postToken({ session })).status;
    expect(await statusOf(await signSession())).toBe(201);
    expect(await statusOf(await sign())).toBe(201);
    expect(await statusOf(await signOther())).toBe(401);
    const confused = await signSession({}, { header: { kid: 'k1' }, secret: keyServer.keySet() });
    expect(await statusOf(confused)).toBe(401);
    expect(await statusOf(await signSession({}, { header: { alg: 'ES256', kid: 'k1' } }))).toBe(
      401,
    );
  });
});
