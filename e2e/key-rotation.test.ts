import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenResponse } from '@bakebot/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createSession,
  type LiveKitKeys,
  type LiveKitPorts,
  liveKitServerCommand,
  liveKitServerService,
  liveKitServerUrl,
  PortClaims,
  Supervisor,
  tokenService,
  tokenServiceUrl,
} from '@bakebot/local-stack';

const OLD: LiveKitKeys = { apiKey: 'APIold', apiSecret: 'livekit-secret-before-rotation-12345' };
const NEW: LiveKitKeys = { apiKey: 'APInew', apiSecret: 'livekit-secret-after-rotation-123456' };
const SIGN_IN = {
  secret: 'session-secret-of-the-rotation-test-1',
  issuer: 'rotation-test',
  audience: 'bakebot',
};

const FIRST_PORT = 7980;

const folder = mkdtempSync(join(tmpdir(), 'key-rotation-'));
const claims = new PortClaims();
const workers = new Supervisor();
let ports: LiveKitPorts;
/** Endpoints of the two Worker versions that run side by side during a rollout. */
let before: string;
let after: string;

beforeAll(async () => {
  ports = {
    signal: await claims.next(FIRST_PORT),
    tcp: await claims.next(FIRST_PORT),
    udp: await claims.next(FIRST_PORT, 'udp'),
  };
  [before, after] = await Promise.all([startWorker(OLD), startWorker(NEW)]);
});
afterAll(async () => {
  await workers.stop();
  claims.release();
  rmSync(folder, { recursive: true, force: true });
});

async function startWorker(keys: LiveKitKeys): Promise<string> {
  const port = await claims.next(FIRST_PORT);
  const bindings = {
    LIVEKIT_URL: liveKitServerUrl(ports),
    LIVEKIT_API_KEY: keys.apiKey,
    LIVEKIT_API_SECRET: keys.apiSecret,
    AGENT_NAME: 'bakebot',
    SESSION_ALGORITHM: 'HS256',
    SESSION_SECRET: SIGN_IN.secret,
    SESSION_ISSUER: SIGN_IN.issuer,
    SESSION_AUDIENCE: SIGN_IN.audience,
    ALLOWED_ORIGINS: '',
  };
  await workers.start(tokenService(port, bindings, { ...process.env, TMPDIR: folder }));
  return tokenServiceUrl(port);
}

/** Runs livekit-server with these key pairs; it reads them at startup only. */
async function withServer(pairs: readonly LiveKitKeys[], use: () => Promise<void>): Promise<void> {
  const service = liveKitServerService(await liveKitServerCommand(), ports, OLD, process.env);
  const keys = pairs.map(({ apiKey, apiSecret }) => `${apiKey}: ${apiSecret}`).join('\n');
  const supervisor = new Supervisor();
  await supervisor.start({ ...service, env: { ...service.env, LIVEKIT_KEYS: keys } });
  try {
    await use();
  } finally {
    await supervisor.stop();
  }
}

async function requestToken(endpoint: string): Promise<string> {
  const session = await createSession({ sub: 'ada' }, SIGN_IN);
  const headers = { authorization: `Bearer ${session}` };
  const response = await fetch(endpoint, { method: 'POST', headers });
  return TokenResponse.parse(await response.json()).participant_token;
}

/** The HTTP status with which LiveKit validates a room token. */
async function validate(token: string): Promise<number> {
  const url = liveKitServerUrl(ports).replace('ws:', 'http:');
  return (await fetch(`${url}/rtc/validate?access_token=${token}`)).status;
}

describe('a rotation of LiveKit’s key pair', () => {
  it('accepts tokens of both pairs during the rotation, and rejects the old pair’s afterwards', async () => {
    let early = '';
    await withServer([OLD], async () => {
      early = await requestToken(before);
      expect(await validate(early)).toBe(200);
    });
    await withServer([OLD, NEW], async () => {
      const tokens = [
        early,
        await requestToken(before),
        await requestToken(after),
        await requestToken(before),
      ];
      expect(await Promise.all(tokens.map(validate))).toEqual([200, 200, 200, 200]);
    });
    await withServer([NEW], async () => {
      const tokens = [early, await requestToken(before), await requestToken(after)];
      expect(await Promise.all(tokens.map(validate))).toEqual([401, 401, 200]);
    });
  });
});
