import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenResponse } from '@bakebot/protocol';
import {
  createSession,
  PortClaims,
  Supervisor,
  tokenService,
  tokenServiceUrl,
} from '@bakebot/local-stack';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { KEYS, LiveKitServer } from './support/livekit-server.ts';
import { SignalClient } from './support/signal-client.ts';

const SIGN_IN = {
  secret: 'session-secret-of-the-revocation-test-1',
  issuer: 'revocation-test',
  audience: 'bakebot',
};
const REVOCATION_KEY = 'revocation-key-of-the-revocation-test-1';
const FIRST_PORT = 8080;

/** Within this time, a revoked user who has come back is out again. */
const OUT_WITHIN_MS = 30_000;

/** How often the revoked user of a test comes back. */
const RETURNS = 3;

const folder = mkdtempSync(join(tmpdir(), 'revocation-'));
const claims = new PortClaims();
const workers = new Supervisor();
let server: LiveKitServer;

beforeAll(async () => {
  server = await LiveKitServer.start();
});
afterAll(async () => {
  await workers.stop();
  await server?.stop();
  claims.release();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a Worker with these settings. @returns the URL of its `/token` */
async function startWorker(settings: Record<string, string>): Promise<string> {
  const port = await claims.next(FIRST_PORT);
  const bindings = {
    LIVEKIT_URL: server.url,
    LIVEKIT_API_KEY: KEYS.apiKey,
    LIVEKIT_API_SECRET: KEYS.apiSecret,
    AGENT_NAME: 'no-agent',
    SESSION_ALGORITHM: 'HS256',
    SESSION_SECRET: SIGN_IN.secret,
    SESSION_ISSUER: SIGN_IN.issuer,
    SESSION_AUDIENCE: SIGN_IN.audience,
    ALLOWED_ORIGINS: '',
  };
  const env = { ...process.env, TMPDIR: folder, REVOCATION_KEY, ...settings };
  await workers.start(tokenService(port, bindings, env));
  return tokenServiceUrl(port);
}

async function requestToken(endpoint: string, session: string): Promise<Response> {
  return fetch(endpoint, { method: 'POST', headers: { authorization: `Bearer ${session}` } });
}

async function mint(endpoint: string, session: string): Promise<string> {
  const response = await requestToken(endpoint, session);
  return TokenResponse.parse(await response.json()).participant_token;
}

async function revoke(endpoint: string, subject: string): Promise<number> {
  const response = await fetch(endpoint.replace('/token', '/revoke'), {
    method: 'POST',
    headers: { authorization: `Bearer ${REVOCATION_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ subject }),
  });
  return response.status;
}

async function enter(token: string): Promise<SignalClient> {
  const client = await SignalClient.join(server.url, token);
  if (!client) throw new Error('LiveKit rejected the token');
  return client;
}

describe.concurrent('a revocation', { timeout: 240_000 }, () => {
  it.each([
    ['fresh rooms', {}],
    ['lasting rooms', { ROOM_MODE: 'stable' }],
    ['a cap on sessions', { MAX_SESSIONS_PER_SUBJECT: '2' }],
  ])(
    'keeps a revoked user out who returns with LiveKit’s refresh tokens: %s',
    async (_, settings) => {
      const endpoint = await startWorker(settings);
      const subject = randomUUID();
      const session = await createSession({ sub: subject }, SIGN_IN);
      let user = await enter(await mint(endpoint, session));

      expect(await revoke(endpoint, subject)).toBe(200);
      expect((await requestToken(endpoint, session)).status).toBe(401);
      const revokedAt = Date.now();
      for (let returns = 0; returns <= RETURNS; returns++) {
        await vi.waitUntil(() => user.hasLeft, { timeout: OUT_WITHIN_MS });
        user = await enter(user.refreshToken);
      }

      // A new sign-in is accepted, and stays while the other is removed.
      await vi.waitUntil(() => Math.floor(Date.now() / 1000) > Math.ceil(revokedAt / 1000));
      const again = await createSession({ sub: subject }, SIGN_IN);
      const welcome = await enter(await mint(endpoint, again));
      await vi.waitUntil(() => user.hasLeft, { timeout: OUT_WITHIN_MS });
      expect(welcome.hasLeft).toBe(false);
      welcome.close();
    },
  );
});
