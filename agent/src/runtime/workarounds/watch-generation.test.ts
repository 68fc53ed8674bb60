import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { intercept, type RealtimeSession } from './realtime-session.ts';
import { LiveEmulator, saidIn } from './testing/live-emulator.ts';
import { watchGeneration } from './watch-generation.ts';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterEach(() => live.clear());
afterAll(() => live.close());

/** Loses everything that comes after the first sound, as a message does that cannot be read. */
function loseTheRest(session: RealtimeSession): void {
  let isLost = false;
  intercept(session, 'onReceiveMessage', (proceed, _, message) => {
    if (isLost) return undefined;
    isLost = JSON.stringify(message).includes('inlineData');
    return proceed();
  });
}

describe('an answer that breaks off, on a socket that stays open', { timeout: 30_000 }, () => {
  it('is waited for: when it ends by itself, this file and its neighbour can go', async () => {
    const fellSilent = Promise.withResolvers<'silent'>();
    const session = await live.session((made) => {
      watchGeneration(made, () => fellSilent.resolve('silent'));
      loseTheRest(made);
    });
    const said = saidIn(await session.generateReply('Say how to begin.'));
    expect(await Promise.race([said, fellSilent.promise])).toBe('silent');
  });
});
