import { TokenResponse } from '@bakebot/protocol';
import { TokenVerifier } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import type { Bindings } from './http/app-env.ts';
import { NOW, signSession } from './testing/sessions.ts';
import { TestService } from './testing/test-service.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const OLD = 'old-session-secret-0123456789-abcdefg';
const NEW = 'new-session-secret-0123456789-abcdefg';

/** The procedure of docs/token-service.md as a timetable in minutes. Versions overlap during a rollout. */
const VERSIONS = [
  { from: 0, until: 20, service: start({ SESSION_SECRET: OLD }) },
  {
    from: 10,
    until: 130,
    service: start({ SESSION_SECRET: NEW, SESSION_SECRET_PREVIOUS: OLD }),
  },
  { from: 120, until: 180, service: start({ SESSION_SECRET: NEW }) },
];

/** The sign-in switches secrets after the first step is deployed everywhere. */
const SIGN_IN_SWITCHES = 30;

describe('a rotation of the session secret', () => {
  it('accepts every session on every deployed version, and rejects the old secret afterwards', async () => {
    const sessions: { session: string; signedAt: number }[] = [];
    const rejected: string[] = [];
    let requests = 0;
    for (let minute = 0; minute < 180; minute += 5) {
      const now = NOW + minute * MINUTE;
      sessions.push({
        session: await signAt(now, minute < SIGN_IN_SWITCHES ? OLD : NEW),
        signedAt: now,
      });
      const current = sessions.filter(({ signedAt }) => now < signedAt + HOUR);
      for (const { service } of VERSIONS.filter((v) => v.from <= minute && minute < v.until)) {
        service.now = now;
        for (const { session, signedAt } of current) {
          const { status } = await service.postToken({ session });
          requests += 1;
          if (status !== 201) rejected.push(`${(signedAt - NOW) / MINUTE} at ${minute}: ${status}`);
        }
      }
    }
    expect(requests).toBeGreaterThan(300);
    expect(rejected).toEqual([]);

    const [last] = VERSIONS.slice(-1);
    const forged = await signAt(last?.service.now ?? 0, OLD);
    expect((await last?.service.postToken({ session: forged }))?.status).toBe(401);
  });
});

describe('a rotation of LiveKit’s key pair', () => {
  const old = {
    LIVEKIT_API_KEY: 'APIold',
    LIVEKIT_API_SECRET: 'old-livekit-secret-0123456789-abcdefg',
  };
  const next = {
    LIVEKIT_API_KEY: 'APInew',
    LIVEKIT_API_SECRET: 'new-livekit-secret-0123456789-abcdefg',
  };

  async function mintWith(pair: Bindings): Promise<string> {
    const service = new TestService(pair);
    service.now = Date.now();
    const iat = service.now / 1000;
    const session = await signSession({ iat, exp: iat + 60 });
    return TokenResponse.parse(await (await service.postToken({ session })).json())
      .participant_token;
  }

  it('signs every token with the matching key and secret', async () => {
    const accepts = async (pair: typeof old, token: string) =>
      new TokenVerifier(pair.LIVEKIT_API_KEY, pair.LIVEKIT_API_SECRET).verify(token).then(
        () => true,
        () => false,
      );
    const [before, after] = [await mintWith(old), await mintWith(next)];
    expect([await accepts(old, before), await accepts(next, before)]).toEqual([true, false]);
    expect([await accepts(old, after), await accepts(next, after)]).toEqual([false, true]);
  });
});

function start(secrets: Bindings): TestService {
  return new TestService({ SESSION_MAX_LIFETIME_SECONDS: '3600', ...secrets });
}

async function signAt(now: number, secret: string): Promise<string> {
  return signSession({ iat: now / 1000, exp: (now + HOUR) / 1000 }, { secret });
}
