import {
  hasRedis,
  type LogLine,
  SECOND_LIVEKIT_SERVER,
  startRedis,
  startSecondServer,
  withLocalStack,
} from '@bakebot/local-stack';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { describe, expect, it } from 'vitest';

const NO_REDIS = 'skipped: redis-server is not installed (apt-get install redis-server)';

describe('a LiveKit cluster', () => {
  it('carries a turn between a user on one LiveKit server and the agent on the other', async ({
    skip,
  }) => {
    if (!(await hasRedis())) {
      console.warn(NO_REDIS);
      skip(NO_REDIS);
    }
    const lines: LogLine[] = [];
    await withLocalStack(
      {
        onLine: (line) => lines.push(line),
        prepare: async (stack, plan) => {
          plan.livekit.redis = await startRedis(stack);
        },
      },
      async (stack, addresses) => {
        const second = await startSecondServer(stack);
        expect(second.url).not.toBe(addresses.livekit_url);
        const participant = await TestParticipant.join({
          token_endpoint: second.tokenEndpoint,
          session_endpoint: addresses.session_endpoint,
        });
        expect(await participant.ask('How many grams are in one cup of flour?')).toMatch(/120/);
        await participant.leave();
      },
    );
    const logOf = (service: string): string =>
      lines
        .filter((line) => line.service === service)
        .map(({ text }) => text)
        .join('\n');
    if (process.env['E2E_LOG'])
      console.log(logOf('livekit-server'), '\n=====\n', logOf(SECOND_LIVEKIT_SERVER));
    // The agent has registered with the first server only; the tokens lead to the second one.
    expect(logOf('livekit-server')).toContain('worker registered');
    expect(logOf(SECOND_LIVEKIT_SERVER)).not.toContain('worker registered');
  });
});
