import { env } from 'cloudflare:workers';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { FakeLiveKit } from './testing/fake-livekit.ts';
import { signSession } from './testing/sessions.ts';
import { stopAlarm } from './testing/stop-alarm.ts';
import { TestService } from './testing/test-service.ts';

const REVOCATION_KEY = 'revocation-key-0123456789-abcdefghijk';
const PREVIOUS = 'previous-secret-0123456789-abcdefghijk';
const AT_ONCE = 50;
const BATCHES = 10;

const RoomClaims = z.object({ sub: z.string(), video: z.object({ room: z.string() }) });

const subjects = Array.from({ length: 10 }, () => crypto.randomUUID());
const [revoked = ''] = subjects;

beforeAll(() => {
  vi.stubGlobal('fetch', new FakeLiveKit().fetch);
});
afterAll(async () => {
  for (const subject of subjects) await stopAlarm(env.SUBJECTS, subject);
  vi.unstubAllGlobals();
});

describe('a rotation, a revocation, a cap and lasting rooms at once', () => {
  it('answers every one of many concurrent requests as if it were alone', async () => {
    const service = new TestService({
      REVOCATION_KEY,
      SESSION_SECRET_PREVIOUS: PREVIOUS,
      MAX_SESSIONS_PER_SUBJECT: '2',
      ALLOWED_REQUEST_FIELDS: 'room_name',
      SUBJECTS: env.SUBJECTS,
    });
    service.now = Math.floor(Date.now() / 1000) * 1000;
    const iat = service.now / 1000;
    const request = async (index: number) => {
      const subject = subjects[index % subjects.length] ?? '';
      const secret = index % 3 === 0 ? { secret: PREVIOUS } : {};
      const session = await signSession({ sub: subject, iat, exp: iat + 3600 }, secret);
      const body = index % 2 === 0 ? { room_name: 'kitchen' } : {};
      const response = await service.postToken({ session, body });
      return { subject, index, status: response.status, json: await response.json() };
    };

    const runBatches = async (from: number, until: number) => {
      const results: Awaited<ReturnType<typeof request>>[] = [];
      for (let index = from * AT_ONCE; index < until * AT_ONCE; index += AT_ONCE) {
        const indices = Array.from({ length: AT_ONCE }, (_, offset) => index + offset);
        results.push(...(await Promise.all(indices.map(request))));
      }
      return results;
    };

    const before = await runBatches(0, BATCHES / 2);
    const revocation = await service.fetch('/revoke', {
      method: 'POST',
      headers: { authorization: `Bearer ${REVOCATION_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ subject: revoked }),
    });
    const after = await runBatches(BATCHES / 2, BATCHES);

    expect(revocation.status).toBe(200);
    expect(before.filter(({ status }) => status !== 201)).toEqual([]);
    expect(
      after.filter(({ subject, status }) => status !== (subject === revoked ? 401 : 201)),
    ).toEqual([]);
    const minted = [...before, ...after].flatMap(({ subject, index, json }) => {
      const token = Object(json).participant_token;
      return token ? [{ subject, isLasting: index % 2 === 0, ...toClaims(token) }] : [];
    });
    expect(minted.filter(({ subject, sub }) => sub !== `user-${subject}`)).toEqual([]);
    const lasting = new Set(minted.filter((token) => token.isLasting).map(({ room }) => room));
    expect(lasting.size).toBe(subjects.length / 2);
    const fresh = minted.filter((token) => !token.isLasting);
    expect(new Set(fresh.map(({ room }) => room)).size).toBe(fresh.length);
  });
});

function toClaims(token: string): { sub: string; room: string } {
  const { sub, video } = RoomClaims.parse(decodeJwt(token));
  return { sub, room: video.room };
}
