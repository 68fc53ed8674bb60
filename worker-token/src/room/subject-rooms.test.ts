import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { stubFor } from '../platform/subject-stub.ts';
import { FakeLiveKit } from '../testing/fake-livekit.ts';
import { signSession } from '../testing/sessions.ts';
import { stopAlarm } from '../testing/stop-alarm.ts';
import { TestService } from '../testing/test-service.ts';

const RoomClaims = z.object({ sub: z.string(), video: z.object({ room: z.string() }) });

let livekit: FakeLiveKit;
/** New in every test, because Durable Objects outlive one. */
let subject: string;

beforeEach(() => {
  livekit = new FakeLiveKit();
  vi.stubGlobal('fetch', livekit.fetch);
  subject = crypto.randomUUID();
});
afterEach(async () => {
  await stopAlarm(env.ROOMS, subject);
  vi.unstubAllGlobals();
});

/** The room that a token of the test's subject is for. */
async function roomFor(service: TestService): Promise<string> {
  const iat = service.now / 1000;
  const session = await signSession({ sub: subject, iat, exp: iat + 60 });
  return RoomClaims.parse(await service.mint({ session })).video.room;
}

describe('a lasting room', () => {
  const start = () => new TestService({ ROOM_MODE: 'stable', ROOMS: env.ROOMS });

  it('is the same while its agent answers, and is left alone', async () => {
    const service = start();
    const room = await roomFor(service);
    livekit.rooms.set(room, new Set(['agent-1']));
    expect(await roomFor(service)).toBe(room);
    expect(livekit.rooms.has(room)).toBe(true);
  });

  it('is deleted when its agent is dead, so that the next join brings another', async () => {
    const service = start();
    const room = await roomFor(service);
    livekit.rooms.set(room, new Set(['agent-1']));
    livekit.dead.add('agent-1');
    expect(await roomFor(service)).toBe(room);
    expect(livekit.rooms.has(room)).toBe(false);
  });

  it('is deleted once when two ask for it at once', async () => {
    const service = start();
    const room = await roomFor(service);
    livekit.rooms.set(room, new Set(['agent-1']));
    livekit.dead.add('agent-1');
    livekit.calls.length = 0;
    await Promise.all([roomFor(service), roomFor(service), roomFor(service)]);
    expect(livekit.calls.filter((call) => call.endsWith('/DeleteRoom'))).toHaveLength(1);
  });

  it('is a fresh one while LiveKit cannot be asked, so that there is an agent for sure', async () => {
    const service = start();
    const room = await roomFor(service);
    livekit.isDown = true;
    const fresh = await roomFor(service);
    expect(fresh).not.toBe(room);
    expect(fresh.slice(0, 23)).toBe(room.slice(0, 23));
    livekit.isDown = false;
    expect(await roomFor(service)).toBe(room);
  });

  it('tells the agent to stay for as long as the room does', async () => {
    const session = await signSession({ sub: subject });
    expect(JSON.stringify(await start().mint({ session }))).toContain('\\"lasting\\":true');
    expect(JSON.stringify(await new TestService().mint({ session }))).not.toContain('lasting');
  });
});

describe('a fresh room', () => {
  it('is given out without asking LiveKit', async () => {
    await roomFor(new TestService({ ROOMS: env.ROOMS }));
    expect(livekit.calls).toEqual([]);
  });
});

describe('a cap on sessions', () => {
  function start(cap: string): TestService {
    const service = new TestService({ MAX_SESSIONS_PER_SUBJECT: cap, ROOMS: env.ROOMS });
    service.now = Date.now();
    return service;
  }
  const runNextCheck = async () => runDurableObjectAlarm(await stubFor(env.ROOMS, subject));

  async function join(service: TestService): Promise<string> {
    const room = await roomFor(service);
    livekit.rooms.set(room, new Set(['user', 'agent-1']));
    return room;
  }

  it('ends the sessions with the oldest tokens', async () => {
    const service = start('2');
    const rooms = [await join(service), await join(service), await join(service)];
    expect(await runNextCheck()).toBe(true);
    expect([...livekit.rooms.keys()]).toEqual(rooms.slice(1));
  });

  it('ends nothing for tokens that nobody used', async () => {
    const service = start('1');
    const room = await join(service);
    await roomFor(service);
    await runNextCheck();
    expect(livekit.rooms.has(room)).toBe(true);
  });

  it('ends a session that begins later with a token from before', async () => {
    const service = start('1');
    const unused = await roomFor(service);
    const room = await join(service);
    await runNextCheck();
    livekit.rooms.set(unused, new Set(['user']));
    expect(await runNextCheck()).toBe(true);
    expect([...livekit.rooms.keys()]).toEqual([room]);
  });

  it('looks seldom while there cannot be too many, and forgets who is gone', async () => {
    const service = start('2');
    await join(service);
    await join(service);
    const object = await stubFor(env.ROOMS, subject);
    const alarm = await runInDurableObject(object, (_, { storage }) => storage.getAlarm());
    expect(alarm).toBeGreaterThan(Date.now() + 50 * 60_000);
    livekit.rooms.clear();
    vi.setSystemTime(Date.now() + 60 * 60_000);
    await runNextCheck();
    vi.useRealTimers();
    const kept = await runInDurableObject(object, (_, { storage }) => storage.list());
    expect(kept.size).toBe(0);
  });

  it('tries again when LiveKit was down', async () => {
    const service = start('1');
    await join(service);
    const room = await join(service);
    livekit.isDown = true;
    await runNextCheck();
    livekit.isDown = false;
    await runNextCheck();
    expect([...livekit.rooms.keys()]).toEqual([room]);
  });

  it('keeps nobody out when it fails', async () => {
    const failing = {
      getByName: () => ({ ...unused, countRoom: () => Promise.reject(new Error()) }),
    };
    const unused = { ensureAgent: () => Promise.reject(new Error()) };
    const service = new TestService({ MAX_SESSIONS_PER_SUBJECT: '1', ROOMS: failing });
    expect((await service.postToken()).status).toBe(201);
  });
});
