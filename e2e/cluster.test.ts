import { afterAll, describe, expect, it } from 'vitest';
import { type LogLine, withLocalStack } from '@bakebot/local-stack';
import { hasRedis, startRedis, type Redis } from '../ops/scale/redis.ts';
import { SECOND_SERVER, startSecondServer } from '../ops/scale/second-server.ts';
import { runSmokeTest } from '../ops/smoke/run-smoke-test.ts';

const REDIS_PORT = 16_379;
const isPossible = await hasRedis();
if (!isPossible)
  console.warn(
    'No redis-server (apt-get install redis-server): skips two servers that work as one.',
  );

let redis: Redis | undefined;
afterAll(async () => {
  await redis?.stop();
});

describe.skipIf(!isPossible)('two LiveKit servers with one Redis', () => {
  it('carry a turn between a user on one and the agent on the other', async () => {
    const lines: LogLine[] = [];
    await withLocalStack(
      {
        onLine: (line) => lines.push(line),
        prepare: async ({ ports }, plan) => {
          redis = await startRedis(await ports.next(REDIS_PORT));
          plan.livekit.redis = redis.address;
        },
      },
      async (stack, addresses) => {
        const second = await startSecondServer(stack);
        const session = { kind: 'sign-in' as const, url: addresses.session_endpoint };
        const joined: string[] = [];
        await runSmokeTest({ url: second.tokenEndpoint, session }, ({ step, detail }) => {
          if (step === 'join') joined.push(detail);
        });
        expect(joined).toEqual([second.url]);
        expect(second.url).not.toBe(addresses.livekit_url);
      },
    );
    const logOf = (part: string): string =>
      lines
        .filter((line) => line.part === part)
        .map(({ text }) => text)
        .join('\n');
    if (process.env['E2E_LOG'])
      console.log(logOf('livekit-server'), '\n=====\n', logOf(SECOND_SERVER));
    // The agent registered with the first server alone, the user came to the second alone.
    expect(logOf('livekit-server')).toContain('worker registered');
    expect(logOf(SECOND_SERVER)).not.toContain('worker registered');
  });
});
