import { describe, expect, it } from 'vitest';
import type { TextBindings } from './settings.ts';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { validateDurableObject } from './validate.ts';
import { parseConfig } from './parse-config.ts';

function errorsIn(bindings: TextBindings): readonly string[] {
  const result = parseConfig({ ...TEST_BINDINGS, ...bindings });
  return result.ok ? [] : result.errors;
}

describe('parseConfig', () => {
  it('applies defaults when only required settings are set', () => {
    expect(parseConfig(TEST_BINDINGS)).toMatchObject({
      ok: true,
      config: {
        room: { agentName: 'bakebot', mode: 'fresh', allowCamera: false, tokenTtlMs: 300_000 },
        session: { clockToleranceMs: 30_000, maxLifetimeMs: 86_400_000 },
        allowedOrigins: ['https://app.example.com', 'http://localhost:5173'],
        revocationKey: undefined,
      },
    });
  });

  it('treats empty values as unset', () => {
    const empty = {
      AGENT_NAME: '',
      SESSION_SECRET_PREVIOUS: '',
      ALLOWED_ORIGINS: '',
      TOKEN_TTL_SECONDS: '',
    };
    expect(errorsIn(empty)).toEqual([]);
  });

  it('lists every missing setting at once', () => {
    const result = parseConfig({});
    expect(result.ok || result.errors.map((error) => error.split(':')[0])).toEqual([
      'LIVEKIT_URL',
      'LIVEKIT_API_KEY',
      'LIVEKIT_API_SECRET',
      'SESSION_ALGORITHM',
      'SESSION_ISSUER',
      'SESSION_AUDIENCE',
    ]);
  });

  it('lists errors within and between settings together, without values', () => {
    const errors = errorsIn({ SESSION_SECRET: 'short-and-secret', ROOM_MODE: 'shared' });
    expect(errors).toHaveLength(2);
    expect(errors.join()).not.toContain('short-and-secret');
  });

  it.each<[string, TextBindings]>([
    ['the origins of app shells', { ALLOWED_ORIGINS: 'capacitor://localhost,ionic://localhost' }],
    ['several audiences', { SESSION_AUDIENCE: 'ios-client, android-client' }],
    [
      'a secret in base64',
      { SESSION_SECRET: 'base64:MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY=' },
    ],
    [
      'both kinds of algorithms',
      { SESSION_ALGORITHM: 'HS256, ES256', SESSION_JWKS_URL: 'https://a.example/jwks' },
    ],
    [
      'no audience with another claim',
      { SESSION_AUDIENCE_CLAIM: 'none', SESSION_AUDIENCE: '', SESSION_REQUIRED_CLAIMS: 'org=x' },
    ],
  ])('accepts %s', (_, bindings) => {
    expect(errorsIn(bindings)).toEqual([]);
  });

  it('accepts a short LiveKit secret for a local server', () => {
    const local = { LIVEKIT_URL: 'ws://127.0.0.1:7880', LIVEKIT_API_SECRET: 'secret' };
    expect(errorsIn(local)).toEqual([]);
  });
});

describe('parseConfig with an invalid value', () => {
  const long = 'another-secret-0123456789-abcdefghijk';
  it.each<[string, TextBindings]>([
    ['LIVEKIT_URL', { LIVEKIT_URL: 'ws://livekit.example.com' }],
    ['LIVEKIT_URL', { LIVEKIT_URL: 'https://livekit.example.com' }],
    ['LIVEKIT_URL', { LIVEKIT_URL: 'wss://livekit.example.com?access_token=x' }],
    ['LIVEKIT_URL', { LIVEKIT_URL: 'ws://127.0.0.1.example.com' }],
    ['LIVEKIT_API_SECRET', { LIVEKIT_API_SECRET: 'secret' }],
    ['AGENT_NAME', { AGENT_NAME: 'a b' }],
    ['SESSION_ALGORITHM', { SESSION_ALGORITHM: 'none' }],
    ['SESSION_ALGORITHM', { SESSION_ALGORITHM: 'HS512' }],
    ['SESSION_SECRET', { SESSION_SECRET: '' }],
    ['SESSION_SECRET', { SESSION_SECRET: 'x'.repeat(31) }],
    ['SESSION_SECRET', { SESSION_SECRET: 'x'.repeat(64) }],
    ['SESSION_SECRET', { SESSION_SECRET: TEST_BINDINGS.LIVEKIT_API_SECRET }],
    ['SESSION_SECRET_PREVIOUS', { SESSION_SECRET_PREVIOUS: TEST_BINDINGS.SESSION_SECRET }],
    ['SESSION_SECRET_PREVIOUS', { SESSION_SECRET_PREVIOUS: TEST_BINDINGS.LIVEKIT_API_SECRET }],
    ['REVOCATION_KEY', { SESSION_SECRET_PREVIOUS: long, REVOCATION_KEY: long }],
    ['REVOCATION_KEY', { REVOCATION_KEY: 'short' }],
    ['SESSION_JWKS_URL', { SESSION_ALGORITHM: 'RS256', SESSION_SECRET: '' }],
    [
      'SESSION_SECRET',
      {
        SESSION_ALGORITHM: 'HS256,ES256',
        SESSION_SECRET: '',
        SESSION_JWKS_URL: 'https://a.example/jwks',
      },
    ],
    [
      'SESSION_JWKS_URL',
      { SESSION_ALGORITHM: 'RS256', SESSION_SECRET: '', SESSION_JWKS_URL: 'http://a.example/jwks' },
    ],
    ['SESSION_ISSUER', { SESSION_ISSUER: TEST_BINDINGS.LIVEKIT_API_KEY }],
    ['SESSION_AUDIENCE_CLAIM', { SESSION_AUDIENCE_CLAIM: 'scope' }],
    ['SESSION_AUDIENCE', { SESSION_AUDIENCE_CLAIM: 'none', SESSION_REQUIRED_CLAIMS: 'a=b' }],
    ['SESSION_REQUIRED_CLAIMS', { SESSION_AUDIENCE_CLAIM: 'none', SESSION_AUDIENCE: '' }],
    ['SESSION_REQUIRED_CLAIMS', { SESSION_REQUIRED_CLAIMS: 'email_verified' }],
    ['SESSION_PROFILE_CLAIMS', { SESSION_PROFILE_CLAIMS: 'age=birthdate' }],
    ['SESSION_JWKS_URL', { SESSION_JWKS_URL: 'https://sign-in.example.com/jwks' }],
    ['SESSION_SECRET', { SESSION_ALGORITHM: 'RS256', SESSION_JWKS_URL: 'https://a.example/jwks' }],
    ['SESSION_SECRET', { SESSION_SECRET: `${TEST_BINDINGS.SESSION_SECRET}\n` }],
    ['SESSION_SECRET', { SESSION_SECRET: 'base64:not base64, but long enough for one' }],
    ['SESSION_SECRET', { SESSION_SECRET: 'base64:c2hvcnQ=' }],
    ['SESSION_ISSUER', { SESSION_ISSUER: 'https://sign-in.example.com ' }],
    ['SESSION_ISSUER', { SESSION_ISSUER: 'https://a.example.com,https://b.example.com' }],
    ['LIVEKIT_API_KEY', { LIVEKIT_API_KEY: 'key\n' }],
    ['LIVEKIT_URL', { LIVEKIT_URL: 'wss://livekit.example.com/some/path' }],
    ['REVOCATION_KEY', { REVOCATION_KEY: 'correct horse battery staple, twice over' }],
    ['STATE_RETENTION_HOURS', { STATE_RETENTION_HOURS: '9000' }],
    ['TOKEN_TTL_SECONDS', { TOKEN_TTL_SECONDS: '601' }],
    ['TOKEN_TTL_SECONDS', { TOKEN_TTL_SECONDS: '60' }],
    ['TOKEN_TTL_SECONDS', { TOKEN_TTL_SECONDS: '5m' }],
    ['SESSION_CLOCK_TOLERANCE_SECONDS', { SESSION_CLOCK_TOLERANCE_SECONDS: 'Infinity' }],
    ['SESSION_MAX_LIFETIME_SECONDS', { SESSION_MAX_LIFETIME_SECONDS: '-1' }],
    ['ROOM_DEPARTURE_SECONDS', { ROOM_DEPARTURE_SECONDS: '5' }],
    ['MAX_SESSIONS_PER_SUBJECT', { MAX_SESSIONS_PER_SUBJECT: '0' }],
    ['ALLOW_CAMERA', { ALLOW_CAMERA: 'yes' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: '*' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: 'https://app.example.com/' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: 'null' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: 'https://*.example.com' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: 'capacitor://evil.example.com' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: 'http://app.example.com' }],
    ['ALLOWED_REQUEST_FIELDS', { ALLOWED_REQUEST_FIELDS: 'participant_identity' }],
  ])('reports one error for %s: %o', (name, bindings) => {
    const errors = errorsIn(bindings);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(new RegExp(`^${name}: .{10,}`));
  });
});

describe('validateDurableObject', () => {
  it.each<TextBindings>([
    { REVOCATION_KEY: 'x' },
    { ROOM_MODE: 'stable' },
    { ALLOWED_REQUEST_FIELDS: 'participant_name,room_name' },
    { MAX_SESSIONS_PER_SUBJECT: '2' },
  ])('reports a missing Durable Object for %o', (bindings) => {
    expect(validateDurableObject(bindings)).toEqual([expect.stringMatching(/^SUBJECTS: .{10,}/)]);
  });

  it('reports nothing when no setting needs one', () => {
    expect(validateDurableObject({ ROOM_MODE: 'fresh', ALLOWED_REQUEST_FIELDS: '' })).toEqual([]);
  });
});
