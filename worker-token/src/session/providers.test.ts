import { beforeAll, describe, expect, it } from 'vitest';
import type { TextBindings } from '../config/settings.ts';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { JWKS_URL, KeyServer, type SignWithKey } from '../testing/key-server.ts';
import { NOW, signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

const SECONDS = NOW / 1000;

/** A sign-in's unmodified tokens, and the settings that docs/token-service.md lists for it. */
type Provider = {
  readonly name: string;
  readonly settings: TextBindings;
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
};

const PROVIDERS: readonly Provider[] = [
  {
    // https://supabase.com/docs/guides/auth/jwt-fields
    name: 'Supabase',
    settings: {
      SESSION_ALGORITHM: 'ES256',
      SESSION_ISSUER: 'https://abcdefghijklmnopqrst.supabase.co/auth/v1',
      SESSION_AUDIENCE: 'authenticated',
    },
    header: { typ: 'JWT' },
    claims: {
      iss: 'https://abcdefghijklmnopqrst.supabase.co/auth/v1',
      aud: 'authenticated',
      sub: '5f7d2c1e-8a34-4f0f-9a51-0d3c6a3a7c11',
      session_id: '0c4a1c39-7d0b-4a9e-8d0b-1e5ad0c1a6ff',
      iat: SECONDS,
      exp: SECONDS + 3600,
      role: 'authenticated',
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: SECONDS }],
      email: 'ada@example.com',
      phone: '',
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: {},
      is_anonymous: false,
    },
  },
  {
    // https://firebase.google.com/docs/auth/admin/verify-id-tokens
    name: 'Firebase',
    settings: {
      SESSION_ALGORITHM: 'RS256',
      SESSION_ISSUER: 'https://securetoken.google.com/bakebot-app',
      SESSION_AUDIENCE: 'bakebot-app',
    },
    header: { typ: 'JWT' },
    claims: {
      iss: 'https://securetoken.google.com/bakebot-app',
      aud: 'bakebot-app',
      auth_time: SECONDS - 60,
      user_id: 'Zk3mQ0wXn1Yt5uVb8cRe2sLp7dH1',
      sub: 'Zk3mQ0wXn1Yt5uVb8cRe2sLp7dH1',
      iat: SECONDS,
      exp: SECONDS + 3600,
      name: 'Ada Lovelace',
      email_verified: true,
      firebase: { identities: { email: ['ada@example.com'] }, sign_in_provider: 'password' },
    },
  },
  {
    // https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles
    name: 'Auth0',
    settings: {
      SESSION_ALGORITHM: 'RS256',
      SESSION_ISSUER: 'https://bakebot.eu.auth0.com/',
      SESSION_AUDIENCE: 'https://token.example.com',
    },
    header: { typ: 'JWT' },
    claims: {
      iss: 'https://bakebot.eu.auth0.com/',
      sub: 'auth0|64f1c2a9b7e1d0f3a2c4e5d6',
      aud: ['https://token.example.com', 'https://bakebot.eu.auth0.com/userinfo'],
      iat: SECONDS,
      exp: SECONDS + 86_400,
      azp: 'Cl13ntIdOfTheApp',
      scope: 'openid profile',
    },
  },
  {
    name: 'Auth0 with the RFC 9068 profile',
    settings: {
      SESSION_ALGORITHM: 'RS256',
      SESSION_ISSUER: 'https://bakebot.eu.auth0.com/',
      SESSION_AUDIENCE: 'https://token.example.com',
      SESSION_TYPE: 'at+jwt',
    },
    header: { typ: 'at+jwt' },
    claims: {
      iss: 'https://bakebot.eu.auth0.com/',
      sub: 'auth0|64f1c2a9b7e1d0f3a2c4e5d6',
      aud: 'https://token.example.com',
      iat: SECONDS,
      exp: SECONDS + 86_400,
      jti: 'hVZ8dG3kqP5xYw1n',
      client_id: 'Cl13ntIdOfTheApp',
    },
  },
  {
    // https://clerk.com/docs/guides/sessions/session-tokens
    name: 'Clerk',
    settings: {
      SESSION_ALGORITHM: 'RS256',
      SESSION_ISSUER: 'https://clerk.example.com',
      SESSION_AUDIENCE: 'https://app.example.com',
      SESSION_AUDIENCE_CLAIM: 'azp',
    },
    header: { typ: 'JWT', cat: 'cl_B7d4PD111AAA' },
    claims: {
      iss: 'https://clerk.example.com',
      aud: undefined,
      azp: 'https://app.example.com',
      sub: 'user_2NNEqL2nrIRdJ194ndJqAHwEfxC',
      sid: 'sess_2NNEqL3jKm1lQxVYZ5gXrT7uOAb',
      iat: SECONDS,
      nbf: SECONDS - 10,
      exp: SECONDS + 60,
      fva: [0, -1],
      sts: 'active',
      v: 2,
    },
  },
  {
    name: 'Clerk with a JWT template',
    settings: {
      SESSION_ALGORITHM: 'RS256',
      SESSION_ISSUER: 'https://clerk.example.com',
      SESSION_AUDIENCE: 'bakebot',
    },
    header: { typ: 'JWT', cat: 'cl_B7d4PD222AAA' },
    claims: {
      iss: 'https://clerk.example.com',
      aud: 'bakebot',
      sub: 'user_2NNEqL2nrIRdJ194ndJqAHwEfxC',
      jti: '0f4c2f0e9d3b4a5c8e7d',
      iat: SECONDS,
      nbf: SECONDS - 5,
      exp: SECONDS + 60,
    },
  },
  {
    // https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
    name: 'Cognito, access token',
    settings: {
      SESSION_ALGORITHM: 'RS256',
      SESSION_ISSUER: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
      SESSION_AUDIENCE: '4f1example23456789',
      SESSION_AUDIENCE_CLAIM: 'client_id',
    },
    header: {},
    claims: {
      iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
      aud: undefined,
      client_id: '4f1example23456789',
      sub: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
      origin_jti: '7a0b4c39-7d0b-4a9e-8d0b-1e5ad0c1a6ff',
      event_id: 'c2f1a6ff-7d0b-4a9e-8d0b-1e5ad0c14c39',
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      auth_time: SECONDS,
      iat: SECONDS,
      exp: SECONDS + 3600,
      jti: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
      username: 'ada',
    },
  },
  {
    // https://workos.com/docs/reference/authkit/session-tokens/access-token
    name: 'WorkOS',
    settings: {
      SESSION_ALGORITHM: 'RS256',
      SESSION_ISSUER: 'https://api.workos.com/user_management/client_01HXYZ123456789ABCDEFGHIJ',
      SESSION_AUDIENCE: '',
      SESSION_AUDIENCE_CLAIM: 'none',
      SESSION_REQUIRED_CLAIMS: 'org_id=org_01HRDMC6CM357W30QMHMQ96Q0S',
    },
    header: {},
    claims: {
      iss: 'https://api.workos.com/user_management/client_01HXYZ123456789ABCDEFGHIJ',
      aud: undefined,
      sub: 'user_01HBEQKA6K4QJAS93VPE39W1JT',
      sid: 'session_01HQSXZGF8FHF7A9ZZFCW4387R',
      org_id: 'org_01HRDMC6CM357W30QMHMQ96Q0S',
      role: 'member',
      iat: SECONDS,
      exp: SECONDS + 300,
    },
  },
  {
    name: 'Cognito, ID token',
    settings: {
      SESSION_ALGORITHM: 'RS256',
      SESSION_ISSUER: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
      SESSION_AUDIENCE: '4f1example23456789',
    },
    header: {},
    claims: {
      iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
      aud: '4f1example23456789',
      sub: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
      origin_jti: '7a0b4c39-7d0b-4a9e-8d0b-1e5ad0c1a6ff',
      token_use: 'id',
      auth_time: SECONDS,
      iat: SECONDS,
      exp: SECONDS + 3600,
      jti: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
      'cognito:username': 'ada',
      email: 'ada@example.com',
    },
  },
];

describe.each(PROVIDERS)('sessions of $name', ({ settings, header, claims }) => {
  let service: TestService;
  let sign: SignWithKey;

  beforeAll(async () => {
    const keyServer = new KeyServer();
    sign = await keyServer.addKey('k1', settings.SESSION_ALGORITHM);
    service = new TestService(
      { ...settings, SESSION_JWKS_URL: JWKS_URL },
      { fetch: keyServer.fetch },
    );
  });

  async function statusOf(changed: Record<string, unknown>): Promise<number> {
    const session = await sign({ ...claims, ...changed }, header);
    return (await service.postToken({ session })).status;
  }

  it('accepts an unmodified session', async () => {
    const minted = await service.mint({ session: await sign(claims, header) });
    expect(minted.sub).toMatch(/^user-/);
  });

  it('rejects a session of another tenant', async () => {
    expect(await statusOf({ iss: `${settings.SESSION_ISSUER}x` })).toBe(401);
  });

  it('rejects a session for another app', async () => {
    const { SESSION_AUDIENCE_CLAIM = 'aud' } = settings;
    const claim = SESSION_AUDIENCE_CLAIM === 'none' ? 'org_id' : SESSION_AUDIENCE_CLAIM;
    expect(await statusOf({ [claim]: 'another' })).toBe(401);
    expect(await statusOf({ [claim]: undefined })).toBe(401);
  });

  it('rejects an expired session', async () => {
    expect(await statusOf({ iat: SECONDS - 4000, exp: SECONDS - 31, nbf: undefined })).toBe(401);
  });
});

describe('SESSION_AUDIENCE_CLAIM', () => {
  it('compares the claim in place of aud only when the session has no aud', async () => {
    const service = new TestService({ SESSION_AUDIENCE_CLAIM: 'azp', SESSION_AUDIENCE: 'app' });
    const statusOf = async (claims: Record<string, unknown>) =>
      (await service.postToken({ session: await signSession({ azp: 'app', ...claims }) })).status;
    expect(await statusOf({ aud: undefined })).toBe(201);
    expect(await statusOf({ aud: TEST_BINDINGS.SESSION_AUDIENCE })).toBe(401);
    expect(await statusOf({ aud: null })).toBe(401);
    expect(await statusOf({ aud: undefined, azp: ['app'] })).toBe(401);
  });
});
