import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { postponeGoAway } from './postpone-go-away.ts';
import type { RealtimeSession } from './realtime-session.ts';
import { LiveEmulator, saidIn } from './testing/live-emulator.ts';

const ANSWER = 'First you weigh the flour. Then you sift it. Then you add the eggs.';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterEach(() => live.clear());
afterAll(() => live.close());

/** The words of a reply during which Gemini sends `goAway`. */
async function saidAtGoAway(session: RealtimeSession): Promise<string> {
  await live.control.addFault({ fault: { type: 'text', text: ANSWER } });
  const generation = await session.generateReply('Say how to begin.');
  const said = saidIn(generation);
  await live.control.addFault({
    match: { kind: 'live', at: 'now' },
    fault: { type: 'go_away', timeLeftMs: 3000 },
  });
  return said;
}

describe('a reply during which Gemini sends goAway', { timeout: 30_000 }, () => {
  it('plugin-google cuts off a reply at goAway (once it does not, remove postpone-go-away.ts)', async () => {
    expect(await saidAtGoAway(await live.session())).not.toBe(ANSWER);
  });

  it('finishes a reply before it reconnects at goAway', async () => {
    expect(await saidAtGoAway(await live.session(postponeGoAway))).toBe(ANSWER);
  });
});
