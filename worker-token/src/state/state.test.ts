import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { MAX_STATE_BYTES, STATE_AUDIENCE, StoredState, SubjectExport } from '@bakebot/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubFor } from '../subject/subject-stub.ts';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { signRaw, signSession } from '../testing/sessions.ts';
import { stopAlarm } from '../testing/stop-alarm.ts';
import { NEW_SUBJECT, TestService } from '../testing/test-service.ts';

const REVOCATION_KEY = 'revocation-key-0123456789-abcdefghijk';
const HOUR = 60 * 60_000;

let service: TestService;
/** New in every test, because Durable Objects persist between tests. */
let subject: string;

beforeEach(() => {
  subject = crypto.randomUUID();
  service = start();
});
afterEach(async () => {
  vi.useRealTimers();
  await stopAlarm(env.SUBJECTS, subject);
});

function start(bindings = {}): TestService {
  const started = new TestService({ SUBJECTS: env.SUBJECTS, ...bindings });
  started.now = Math.floor(Date.now() / 1000) * 1000;
  return started;
}

async function agentToken(
  claims: Record<string, unknown> = {},
  secret: string = TEST_BINDINGS.LIVEKIT_API_SECRET,
): Promise<string> {
  const iat = service.now / 1000;
  const iss = TEST_BINDINGS.LIVEKIT_API_KEY;
  const valid = { iss, aud: STATE_AUDIENCE, sub: subject, iat, exp: iat + 60 };
  return signRaw(JSON.stringify({ ...valid, ...claims }), { secret });
}

async function call(path: string, method: string, token: string, body?: unknown) {
  return service.fetch(path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function read(): Promise<StoredState> {
  return StoredState.parse(await (await call('/state', 'GET', await agentToken())).json());
}

/** @returns `204`, or the code of the problem */
async function write(version: number, state: object, generation = 0): Promise<unknown> {
  const body = { generation, version, state };
  const response = await call('/state', 'PUT', await agentToken(), body);
  return response.status === 204 ? 204 : Object(await response.json()).code;
}

async function userSession(claims: Record<string, unknown> = {}): Promise<string> {
  const iat = service.now / 1000;
  return signSession({ sub: subject, iat, exp: iat + 600, ...claims });
}

describe('the state of a user', () => {
  it('is empty at first', async () => {
    expect(await read()).toEqual({ generation: 0, version: 0, updated_at: null, state: null });
  });

  it('returns to the agent what it wrote, and to the agent of no other user', async () => {
    expect(await write(1, { timers: [{ name: 'rye' }] })).toBe(204);
    expect(await read()).toMatchObject({ version: 1, state: { timers: [{ name: 'rye' }] } });
    subject = crypto.randomUUID();
    expect((await read()).state).toBeNull();
  });

  it('keeps the newer of two writers’ states, in either order', async () => {
    expect(await write(2, { by: 'new' })).toBe(204);
    expect(await write(1, { by: 'old' })).toBe('state_outdated');
    expect(await write(2, { by: 'old' })).toBe('state_outdated');
    expect(await write(3, { by: 'newest' })).toBe(204);
    expect((await read()).state).toEqual({ by: 'newest' });
  });

  it('keeps the newest of concurrent writes', async () => {
    const versions = [3, 1, 5, 2, 4];
    await Promise.all(versions.map((version) => write(version, { version })));
    expect((await read()).state).toEqual({ version: 5 });
  });

  it('is dropped STATE_RETENTION_HOURS after its last change', async () => {
    await write(1, { a: 1 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 23 * HOUR });
    service.now = Date.now();
    await write(2, { a: 2 });
    vi.setSystemTime(Date.now() + 23 * HOUR);
    service.now = Date.now();
    expect((await read()).state).toEqual({ a: 2 });
    vi.setSystemTime(Date.now() + 2 * HOUR);
    service.now = Date.now();
    expect((await read()).state).toBeNull();
    const stub = await stubFor<DurableObjectStub>(env.SUBJECTS, subject);
    await runDurableObjectAlarm(stub);
    const kept = await runInDurableObject(stub, (_, { storage }) => storage.list());
    expect(kept.size).toBe(0);
  });

  it('is never stored with STATE_RETENTION_HOURS=0', async () => {
    service = start({ STATE_RETENTION_HOURS: '0' });
    expect(await write(1, { a: 1 })).toBe('not_found');
  });

  it('holds 64 KiB, and not more', async () => {
    const room = MAX_STATE_BYTES - JSON.stringify({ text: '' }).length;
    expect(await write(1, { text: 'x'.repeat(room) })).toBe(204);
    expect(await write(2, { text: 'x'.repeat(room + 1) })).toBe('body_invalid');
    expect(await write(2, { text: 'ä'.repeat(room) })).toBe('body_too_large');
  });

  it.each([
    ['without a version', { generation: 0, state: {} }],
    ['with a version of zero', { generation: 0, version: 0, state: {} }],
    ['with a list as the state', { generation: 0, version: 1, state: [] }],
    ['with an unknown field', { generation: 0, version: 1, state: {}, subject: 'eve' }],
  ])('rejects a write %s', async (_, body) => {
    const response = await call('/state', 'PUT', await agentToken(), body);
    expect(Object(await response.json()).code).toBe('body_invalid');
  });

  it('returns 503 when the object of the subject fails', async () => {
    const failing = { ...NEW_SUBJECT, readState: () => Promise.reject(new Error('overloaded')) };
    service = start({ SUBJECTS: { getByName: () => failing } });
    expect((await call('/state', 'GET', await agentToken())).status).toBe(503);
  });
});

describe('the agent’s token', () => {
  it.each<[string, Record<string, unknown>]>([
    ['for another audience', { aud: 'bakebot' }],
    ['without an audience', { aud: undefined }],
    ['of another issuer', { iss: 'another' }],
    ['that is valid for longer than a minute', { exp: 2_000_000_000 }],
    ['without a time of issue', { iat: undefined }],
    ['that has expired', { iat: 1_700_000_000, exp: 1_700_000_060 }],
    ['without a subject', { sub: undefined }],
  ])('rejects an agent’s token %s', async (_, claims) => {
    const response = await call('/state', 'GET', await agentToken(claims));
    expect(response.status).toBe(401);
    expect(Object(await response.json()).code).toBe('agent_token_invalid');
  });

  it('rejects a token signed with the session secret', async () => {
    const token = await agentToken({}, TEST_BINDINGS.SESSION_SECRET);
    expect((await call('/state', 'GET', token)).status).toBe(401);
  });

  it('accepts neither a session nor a room token as the agent’s token', async () => {
    const session = await userSession();
    expect((await call('/state', 'GET', session)).status).toBe(401);
    const minted = Object(await (await service.postToken({ session })).json());
    expect((await call('/state', 'GET', minted.participant_token)).status).toBe(401);
  });

  it('is no session', async () => {
    const token = await agentToken();
    expect((await service.postToken({ session: token })).status).toBe(401);
    expect((await call('/me', 'DELETE', token)).status).toBe(401);
  });

  it('counts only rejected requests against the address', async () => {
    const exceeded: RateLimit = { limit: async () => ({ success: false }) };
    service = start({ ADDRESS_LIMIT: exceeded });
    expect((await call('/state', 'GET', await agentToken())).status).toBe(200);
    expect((await call('/state', 'GET', 'x')).status).toBe(429);
  });
});

describe('/me', () => {
  it('exports everything that is stored about the user', async () => {
    await write(7, { recipe: 'rye' });
    const response = await call('/me', 'GET', await userSession());
    expect(SubjectExport.parse(await response.json())).toMatchObject({
      subject,
      state: { version: 7, state: { recipe: 'rye' } },
    });
  });

  it('erases the state, also for an agent that still holds it', async () => {
    await write(7, { recipe: 'rye' });
    expect((await call('/me', 'DELETE', await userSession())).status).toBe(204);
    expect(await read()).toEqual({ generation: 1, version: 0, updated_at: null, state: null });
    expect(await write(8, { recipe: 'rye' })).toBe('state_erased');
    expect(await write(1, { recipe: 'wheat' }, 1)).toBe(204);
    expect((await read()).state).toEqual({ recipe: 'wheat' });
  });

  it('is closed to a revoked session', async () => {
    service = start({ REVOCATION_KEY });
    await write(7, { recipe: 'rye' });
    const session = await userSession();
    const stub = await stubFor(env.SUBJECTS, subject);
    await runInDurableObject<DurableObject, void>(stub, (_, { storage }) =>
      storage.put('record', { sessions: {}, all: { at: service.now, until: service.now + HOUR } }),
    );
    for (const method of ['GET', 'DELETE']) {
      expect((await call('/me', method, session)).status).toBe(401);
    }
    expect((await read()).state).toEqual({ recipe: 'rye' });
  });
});

describe('the log', () => {
  it('contains nothing of the state', async () => {
    const lines: string[] = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((line: string) => lines.push(line));
    }
    await write(1, { allergy: 'hazelnut' });
    await write(1, { allergy: 'hazelnut' });
    await read();
    await call('/me', 'GET', await userSession());
    vi.restoreAllMocks();
    expect(lines).toHaveLength(4);
    expect(lines.join('\n')).not.toMatch(/hazelnut|allergy/);
    expect(lines.join('\n')).not.toContain(subject);
  });
});
