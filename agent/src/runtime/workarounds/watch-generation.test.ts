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

/** Drops all messages after the first audio, as the plugin drops a message that it cannot parse. */
function dropAfterAudio(session: RealtimeSession): void {
  let isDropping = false;
  intercept(session, 'onReceiveMessage', (proceed, _, message) => {
    if (isDropping) return undefined;
    isDropping = JSON.stringify(message).includes('inlineData');
    return proceed();
  });
}

describe('a reply that breaks off on an open socket', { timeout: 30_000 }, () => {
  it('reports a stalled reply, which plugin-google never ends (once it does, remove watch-generation.ts)', async () => {
    const stalled = Promise.withResolvers<'stalled'>();
    const session = await live.session((made) => {
      watchGeneration(made, () => stalled.resolve('stalled'));
      dropAfterAudio(made);
    });
    const said = saidIn(await session.generateReply('Say how to begin.'));
    expect(await Promise.race([said, stalled.promise])).toBe('stalled');
  });
});
