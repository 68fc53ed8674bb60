import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { FakeLiveKit } from '../testing/fake-livekit.ts';
import { signSession } from '../testing/sessions.ts';
import { stopAlarm } from '../testing/stop-alarm.ts';
import { NEW_SUBJECT, TestService } from '../testing/test-service.ts';
import { stubFor } from './subject-stub.ts';

const RoomClaims = z.object({ sub: z.string(), video: z.object({ room: z.string() }) });

let livekit: FakeLiveKit;
/** New in every test, because Durable Objects persist between tests. */
let subject: string;

beforeEach(() => {
  livekit = new FakeLiveKit();
  vi.stubGlobal('fetch', livekit.fetch);
  subject = crypto.randomUUID();
});
afterEach(async () => {
  await stopAlarm(env.SUBJECTS, subject);
  vi.unstubAllGlobals();
});

/** Mints a token for the test's subject. @returns its room */
async function roomFor(service: TestService): Promise<string> {
  const iat = service.now / 1000;
  const session = await signSession({ sub: subject, iat, exp: iat + 60 });
  return RoomClaims.parse(await service.mint({ session })).video.room;
}

describe('a lasting room', () => {
  const start = () => new TestService({ ROOM_MODE: 'stable', SUBJECTS: env.SUBJECTS });

  it('reuses a lasting room while its agent answers', async () => {
    const service = start();
    const room = await roomFor(service);
    livekit.rooms.set(room, new Set(['agent-1']));
    expect(await roomFor(service)).toBe(room);
    expect(livekit.rooms.has(room)).toBe(true);
  });

  it('deletes a lasting room whose agent is dead, so that the next join dispatches another', async () => {
    const service = start();
    const room = await roomFor(service);
    livekit.rooms.set(room, new Set(['agent-1']));
    livekit.dead.add('agent-1');
    expect(await roomFor(service)).toBe(room);
    expect(livekit.rooms.has(room)).toBe(false);
  });

  it('deletes a lasting room once for concurrent requests', async () => {
    const service = start();
    const room = await roomFor(service);
    livekit.rooms.set(room, new Set(['agent-1']));
    livekit.dead.add('agent-1');
    livekit.calls.length = 0;
    await Promise.all([roomFor(service), roomFor(service), roomFor(service)]);
    expect(livekit.calls.filter((call) => call.endsWith('/DeleteRoom'))).toHaveLength(1);
  });

  it('opens a fresh room instead of a lasting one while LiveKit is down', async () => {
    const service = start();
    const room = await roomFor(service);
    livekit.isDown = true;
    const fresh = await roomFor(service);
    expect(fresh).not.toBe(room);
    expect(fresh.slice(0, 23)).toBe(room.slice(0, 23));
    livekit.isDown = false;
    expect(await roomFor(service)).toBe(room);
  });

  it('sets lasting in the dispatch metadata of a lasting room only', async () => {
    const session = await signSession({ sub: subject });
    expect(JSON.stringify(await start().mint({ session }))).toContain('\\"lasting\\":true');
    expect(JSON.stringify(await new TestService().mint({ session }))).not.toContain('lasting');
  });
});

describe('a fresh room', () => {
  it('opens a fresh room without a call to LiveKit', async () => {
    await roomFor(new TestService({ SUBJECTS: env.SUBJECTS }));
    expect(livekit.calls).toEqual([]);
  });
});

describe('the session cap', () => {
  function start(cap: string): TestService {
    const service = new TestService({ MAX_SESSIONS_PER_SUBJECT: cap, SUBJECTS: env.SUBJECTS });
    service.now = Date.now();
    return service;
  }
  const runNextCheck = async () => runDurableObjectAlarm(await stubFor(env.SUBJECTS, subject));

  async function join(service: TestService): Promise<string> {
    const room = await roomFor(service);
    livekit.rooms.set(room, new Set(['user', 'agent-1']));
    return room;
  }

  it('deletes the rooms with the oldest tokens', async () => {
    const service = start('2');
    const rooms = [await join(service), await join(service), await join(service)];
    expect(await runNextCheck()).toBe(true);
    expect([...livekit.rooms.keys()]).toEqual(rooms.slice(1));
  });

  it('deletes no room for unused tokens', async () => {
    const service = start('1');
    const room = await join(service);
    await roomFor(service);
    await runNextCheck();
    expect(livekit.rooms.has(room)).toBe(true);
  });

  it('deletes a room that is opened later with an older token', async () => {
    const service = start('1');
    const unused = await roomFor(service);
    const room = await join(service);
    await runNextCheck();
    livekit.rooms.set(unused, new Set(['user']));
    expect(await runNextCheck()).toBe(true);
    expect([...livekit.rooms.keys()]).toEqual([room]);
  });

  it('checks rarely below the cap, and forgets closed rooms', async () => {
    const service = start('2');
    await join(service);
    await join(service);
    const object = await stubFor(env.SUBJECTS, subject);
    const alarm = await runInDurableObject(object, (_, { storage }) => storage.getAlarm());
    expect(alarm).toBeGreaterThan(Date.now() + 50 * 60_000);
    livekit.rooms.clear();
    vi.setSystemTime(Date.now() + 60 * 60_000);
    await runNextCheck();
    vi.useRealTimers();
    const kept = await runInDurableObject(object, (_, { storage }) => storage.list());
    expect(kept.size).toBe(0);
  });

  it('enforces the cap once LiveKit is up again', async () => {
    const service = start('1');
    await join(service);
    const room = await join(service);
    livekit.isDown = true;
    await runNextCheck();
    livekit.isDown = false;
    await runNextCheck();
    expect([...livekit.rooms.keys()]).toEqual([room]);
  });

  it('keeps a live room in the count when 500 further tokens are requested', async () => {
    const service = start('1');
    const first = await join(service);
    const iat = service.now / 1000;
    const session = await signSession({ sub: subject, iat, exp: iat + 60 });
    for (let count = 0; count < 500; count++) await service.mint({ session });
    const last = await join(service);
    await runNextCheck();
    expect(livekit.rooms.has(first)).toBe(false);
    expect(livekit.rooms.has(last)).toBe(true);
  });

  it('mints no token beyond the rooms that it can remember', async () => {
    const full = { ...NEW_SUBJECT, admit: async () => ({ outcome: 'too_many_rooms' }) as const };
    const service = new TestService({
      MAX_SESSIONS_PER_SUBJECT: '1',
      SUBJECTS: { getByName: () => full },
    });
    expect((await service.postToken()).status).toBe(429);
  });

  it('mints a token when the object of the subject fails', async () => {
    const failing = { ...NEW_SUBJECT, admit: () => Promise.reject(new Error()) };
    const service = new TestService({
      MAX_SESSIONS_PER_SUBJECT: '1',
      SUBJECTS: { getByName: () => failing },
    });
    expect((await service.postToken()).status).toBe(201);
  });
});
