import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { REFRESH_TOKEN_MS } from '../revocation/revocation-record.ts';
import { ORIGIN_ATTRIBUTE } from '../room/names.ts';
import { FakeLiveKit } from '../testing/fake-livekit.ts';
import { signSession } from '../testing/sessions.ts';
import { stopAlarm } from '../testing/stop-alarm.ts';
import { NEW_SUBJECT, TestService } from '../testing/test-service.ts';
import { stubFor } from './subject-stub.ts';
import type { Subject } from './subject.ts';

const REVOCATION_KEY = 'revocation-key-0123456789-abcdefghijk';
const RoomClaims = z.object({ sub: z.string(), video: z.object({ room: z.string() }) });

let livekit: FakeLiveKit;
let service: TestService;
/** New in every test, because revocations persist between tests. */
let subject: string;

beforeEach(() => {
  livekit = new FakeLiveKit();
  vi.stubGlobal('fetch', livekit.fetch);
  service = new TestService({ REVOCATION_KEY, SUBJECTS: env.SUBJECTS });
  service.now = Math.floor(Date.now() / 1000) * 1000;
  subject = crypto.randomUUID();
});
afterEach(async () => {
  await stopAlarm(env.SUBJECTS, subject);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function revoke(body: unknown): Promise<Response> {
  return service.fetch('/revoke', {
    method: 'POST',
    headers: { authorization: `Bearer ${REVOCATION_KEY}`, 'content-type': 'application/json' },
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

async function objectOfSubject(): Promise<DurableObjectStub<Subject>> {
  return stubFor(env.SUBJECTS, subject);
}

/** Moves both clocks, and runs the alarm, which is always due by then. */
async function runAlarmAfter(ms: number): Promise<void> {
  service.now += ms;
  vi.useFakeTimers({ toFake: ['Date'], now: service.now });
  await runDurableObjectAlarm(await objectOfSubject());
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

  it('leaves a user who signs in again after the revocation in the room', async () => {
    await join(await sessionOf());
    await revoke({ subject });
    service.now += 2000;
    const room = await join(await sessionOf());
    await runAlarmAfter(15_000);
    expect(livekit.rooms.get(room)?.size).toBe(2);
  });

  it('revokes a session of a sign-in whose clock is ahead', async () => {
    const ahead = await sessionOf({ iat: service.now / 1000 + 25 });
    expect(await codeFor(ahead)).toBe('accepted');
    service.now += 10_000;
    await revoke({ subject });
    expect(await codeFor(ahead)).toBe('session_revoked');
    service.now += 20_000;
    expect(await codeFor(await sessionOf())).toBe('accepted');
  });

  it('removes a user who returns with LiveKit’s refresh tokens until they have run out', async () => {
    const { sub, video } = RoomClaims.parse(await service.mint({ session: await sessionOf() }));
    await revoke({ subject });
    // Ten minutes later, with the token that LiveKit gave at the last moment, and again with the next.
    for (let visit = 0; visit < 4; visit++) {
      livekit.rooms.set(video.room, new Set([sub]));
      await runAlarmAfter(REFRESH_TOKEN_MS - 15_000);
      expect(livekit.rooms.get(video.room)?.size).toBe(0);
    }
    await runAlarmAfter(REFRESH_TOKEN_MS);
    const planned = await runInDurableObject(await objectOfSubject(), (_, { storage }) =>
      storage.getAlarm(),
    );
    expect(planned).toBeGreaterThan(service.now + 60 * 60_000);
  });

  it('removes a revoked user from a lasting room, and not a user who signed in again', async () => {
    service = new TestService({ REVOCATION_KEY, ROOM_MODE: 'stable', SUBJECTS: env.SUBJECTS });
    service.now = Math.floor(Date.now() / 1000) * 1000;
    const Lasting = z.object({
      ...RoomClaims.shape,
      attributes: z.record(z.string(), z.string()),
    });
    const { sub, video, attributes } = Lasting.parse(
      await service.mint({ session: await sessionOf() }),
    );
    expect(Object.keys(attributes)).toEqual([ORIGIN_ATTRIBUTE]);
    livekit.rooms.set(video.room, new Set([sub, 'agent-AJ_1']));
    livekit.attributes.set(sub, attributes);
    await revoke({ subject });
    expect(livekit.rooms.get(video.room)).toEqual(new Set(['agent-AJ_1']));

    service.now += 2000;
    const again = Lasting.parse(await service.mint({ session: await sessionOf() }));
    expect(again.video.room).toBe(video.room);
    livekit.rooms.set(video.room, new Set([sub, 'agent-AJ_1']));
    livekit.attributes.set(sub, again.attributes);
    await runAlarmAfter(15_000);
    expect(livekit.rooms.get(video.room)?.size).toBe(2);
  });

  it('tells LiveKit Cloud to reject tokens from before the removal, and no later one', async () => {
    await join(await sessionOf());
    const before = Math.floor(Date.now() / 1000);
    await revoke({ subject });
    const [revokedAt = 0] = livekit.tokensRevokedAt;
    expect(revokedAt).toBeGreaterThanOrEqual(before);
    expect(revokedAt).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
  });

  it('removes a revoked user who joins with an earlier room token', async () => {
    const session = await sessionOf();
    const room = RoomClaims.parse(await service.mint({ session }));
    await revoke({ subject });
    livekit.rooms.set(room.video.room, new Set([room.sub]));
    expect(await runDurableObjectAlarm(await objectOfSubject())).toBe(true);
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
    await runDurableObjectAlarm(await objectOfSubject());
    expect(livekit.rooms.get(room)).toEqual(new Set(['agent-AJ_1']));
  });

  it('keeps a revocation that arrives during a slow removal', async () => {
    await revoke({ subject, session_id: 's1' });
    const { promise, resolve } = Promise.withResolvers<void>();
    livekit.pause = promise;
    const sweeping = runDurableObjectAlarm(await objectOfSubject());
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

  it('leaves the other sessions of the subject in their rooms', async () => {
    const tablet = await join(await sessionOf({ sid: 'tablet' }));
    const phone = await join(await sessionOf({ sid: 'phone' }));
    const response = await revoke({ subject, session_id: 'phone' });
    expect(await response.json()).toEqual({ participants_removed: 1 });
    await runAlarmAfter(15_000);
    expect(livekit.rooms.get(tablet)?.size).toBe(2);
    expect(livekit.rooms.get(phone)).toEqual(new Set(['agent-AJ_1']));
  });

  it('keeps both of two revoked sessions out', async () => {
    const rooms = await Promise.all(
      ['s1', 's2'].map(async (sid) =>
        RoomClaims.parse(await service.mint({ session: await sessionOf({ sid }) })),
      ),
    );
    await revoke({ subject, session_id: 's1' });
    await revoke({ subject, session_id: 's2' });
    for (const { sub, video } of rooms) livekit.rooms.set(video.room, new Set([sub]));
    await runAlarmAfter(15_000);
    expect(rooms.map(({ video }) => livekit.rooms.get(video.room)?.size)).toEqual([0, 0]);
  });

  it('revokes all sessions when more ids are revoked than are remembered', async () => {
    const other = await sessionOf({ sid: 'other' });
    for (let count = 0; count < 201; count++) {
      const response = await revoke({ subject, session_id: `${count}`.padStart(256, 'x') });
      expect(response.status).toBe(200);
    }
    expect(await codeFor(other)).toBe('session_revoked');
  });

  it('identifies a session with both ids by its sid', async () => {
    await revoke({ subject, session_id: 's1' });
    expect(await codeFor(await sessionOf({ sid: 's1', jti: 't1' }))).toBe('session_revoked');
    expect(await codeFor(await sessionOf({ sid: 's2', jti: 's1' }))).toBe('accepted');
  });
});

describe('unavailable revocations', () => {
  it('rejects every session and confirms no revocation while the object of the subject fails', async () => {
    const failing = {
      getByName: () => ({
        ...NEW_SUBJECT,
        admit: () => Promise.reject(new Error('overloaded')),
        revoke: () => Promise.reject(new Error('overloaded')),
      }),
    };
    service = new TestService({ REVOCATION_KEY, SUBJECTS: failing });
    service.now = Date.now();
    const response = await service.postToken({ session: await sessionOf() });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect((await revoke({ subject })).status).toBe(503);
  });
});
