import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import type { Revocations } from '../revocation/revocations.ts';
import { stubFor } from '../platform/subject-stub.ts';
import { FakeLiveKit } from '../testing/fake-livekit.ts';
import { signSession } from '../testing/sessions.ts';
import { stopAlarm } from '../testing/stop-alarm.ts';
import { TestService } from '../testing/test-service.ts';

const REVOCATION_KEY = 'revocation-key-0123456789-abcdefghijk';
const RoomClaims = z.object({ sub: z.string(), video: z.object({ room: z.string() }) });

let livekit: FakeLiveKit;
let service: TestService;
/** New in every test, because revocations persist between tests. */
let subject: string;

beforeEach(() => {
  livekit = new FakeLiveKit();
  vi.stubGlobal('fetch', livekit.fetch);
  service = new TestService({ REVOCATION_KEY, REVOCATIONS: env.REVOCATIONS });
  service.now = Math.floor(Date.now() / 1000) * 1000;
  subject = crypto.randomUUID();
});
afterEach(async () => {
  await stopAlarm(env.REVOCATIONS, subject);
  vi.unstubAllGlobals();
});

async function revoke(body: unknown, key = REVOCATION_KEY): Promise<Response> {
  return service.fetch('/revoke', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function sessionOf(claims: Record<string, unknown> = {}): Promise<string> {
  const iat = service.now / 1000;
  return signSession({ sub: subject, iat, exp: iat + 3600, ...claims });
}

async function codeFor(session: string): Promise<unknown> {
  const response = await service.postToken({ session });
  return response.status === 201 ? 'accepted' : Object(await response.json()).code;
}

/** Joins a room as the app does with a room token. */
async function join(session: string): Promise<string> {
  const { sub, video } = RoomClaims.parse(await service.mint({ session }));
  livekit.rooms.set(video.room, new Set([sub, 'agent-AJ_1']));
  return video.room;
}

async function revocationsOfSubject(): Promise<DurableObjectStub<Revocations>> {
  return stubFor(env.REVOCATIONS, subject);
}

describe('revoking all sessions of a subject', () => {
  it('rejects all sessions of a revoked subject, and of no other', async () => {
    const session = await sessionOf();
    expect(await codeFor(session)).toBe('accepted');
    expect((await revoke({ subject })).status).toBe(200);
    expect(await codeFor(session)).toBe('session_revoked');
    expect(await codeFor(await sessionOf({ sub: crypto.randomUUID() }))).toBe('accepted');
  });

  it('accepts sessions issued after the revocation', async () => {
    await revoke({ subject });
    service.now += 1000;
    expect(await codeFor(await sessionOf())).toBe('accepted');
    expect(await codeFor(await sessionOf({ iat: undefined }))).toBe('session_revoked');
  });

  it('removes a revoked user from the room, and no other participant', async () => {
    const room = await join(await sessionOf());
    const other = await join(await sessionOf({ sub: crypto.randomUUID() }));
    const response = await revoke({ subject });
    expect(await response.json()).toEqual({ participants_removed: 1 });
    expect(livekit.rooms.get(room)).toEqual(new Set(['agent-AJ_1']));
    expect(livekit.rooms.get(other)?.size).toBe(2);
    expect(livekit.calls[0]).toBe(
      'https://livekit.example.com/twirp/livekit.RoomService/ListRooms',
    );
  });

  it('removes a revoked user who joins with an earlier room token', async () => {
    const session = await sessionOf();
    const room = RoomClaims.parse(await service.mint({ session }));
    await revoke({ subject });
    livekit.rooms.set(room.video.room, new Set([room.sub]));
    expect(await runDurableObjectAlarm(await revocationsOfSubject())).toBe(true);
    expect(livekit.rooms.get(room.video.room)?.size).toBe(0);
  });

  it('rejects sessions while LiveKit is down, and removes the user once it is up', async () => {
    const session = await sessionOf();
    const room = await join(session);
    livekit.isDown = true;
    const response = await revoke({ subject });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ participants_removed: null });
    expect(await codeFor(session)).toBe('session_revoked');
    livekit.isDown = false;
    await runDurableObjectAlarm(await revocationsOfSubject());
    expect(livekit.rooms.get(room)).toEqual(new Set(['agent-AJ_1']));
  });

  it('keeps a revocation that arrives during a slow removal', async () => {
    await revoke({ subject, session_id: 's1' });
    const { promise, resolve } = Promise.withResolvers<void>();
    livekit.pause = promise;
    const sweeping = runDurableObjectAlarm(await revocationsOfSubject());
    const revoking = revoke({ subject });
    await vi.waitUntil(async () => (await codeFor(await sessionOf())) === 'session_revoked');
    resolve();
    await Promise.all([sweeping, revoking]);
    expect(await codeFor(await sessionOf())).toBe('session_revoked');
  });

  it('confirms the revocation of a user who has already left', async () => {
    const room = await join(await sessionOf());
    livekit.rooms.get(room)?.clear();
    expect(await (await revoke({ subject })).json()).toEqual({ participants_removed: 0 });
  });
});

describe('revoking one session', () => {
  it.each(['sid', 'jti'])('rejects only the session with the revoked %s', async (claim) => {
    await revoke({ subject, session_id: 's1' });
    expect(await codeFor(await sessionOf({ [claim]: 's1' }))).toBe('session_revoked');
    expect(await codeFor(await sessionOf({ [claim]: 's2' }))).toBe('accepted');
    expect(await codeFor(await sessionOf())).toBe('accepted');
  });

  it('identifies a session with both ids by its sid', async () => {
    await revoke({ subject, session_id: 's1' });
    expect(await codeFor(await sessionOf({ sid: 's1', jti: 't1' }))).toBe('session_revoked');
    expect(await codeFor(await sessionOf({ sid: 's2', jti: 's1' }))).toBe('accepted');
  });
});

describe('POST /revoke', () => {
  it.each([
    ['another key', 'another-key-0123456789-abcdefghijklm'],
    ['a longer key', `${REVOCATION_KEY}x`],
    ['a part of the key', REVOCATION_KEY.slice(0, -1)],
  ])('rejects %s as the credential', async (_, key) => {
    const response = await revoke({ subject }, key);
    expect(response.status).toBe(401);
    expect(await codeFor(await sessionOf())).toBe('accepted');
  });

  it('rejects a user’s session as the credential', async () => {
    expect((await revoke({ subject }, await sessionOf())).status).toBe(401);
  });

  it.each([
    [{}],
    [{ subject: '' }],
    [{ subject: 7 }],
    [{ subject: 'ada', session_id: '' }],
    [{ subject: 'ada', sid: 's1' }],
    [[]],
  ])('rejects the body %j', async (body) => {
    const response = await revoke(body);
    expect(response.status).toBe(400);
    expect(Object(await response.json()).code).toBe('body_invalid');
  });

  it('returns 404 when no REVOCATION_KEY is configured', async () => {
    service = new TestService();
    expect((await revoke({ subject })).status).toBe(404);
  });
});

describe('unavailable revocations', () => {
  it('rejects every session and confirms no revocation while Revocations fails', async () => {
    const failing = {
      getByName: () => ({
        isRevoked: () => Promise.reject(new Error('overloaded')),
        revoke: () => Promise.reject(new Error('overloaded')),
      }),
    };
    service = new TestService({ REVOCATION_KEY, REVOCATIONS: failing });
    service.now = Date.now();
    const response = await service.postToken({ session: await sessionOf() });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect((await revoke({ subject })).status).toBe(503);
  });
});
