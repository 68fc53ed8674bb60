import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
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

describe('the wait for the next message of a reply', () => {
  const PIECE = { serverContent: { modelTurn: { parts: [] } } };
  const END = { serverContent: { turnComplete: true } };

  /** Whether the reply counts as stalled 4 s after the last of these messages, each 1 s after the one before. */
  function isStalled(...messages: readonly object[]): boolean {
    vi.useFakeTimers();
    const receiver = { onReceiveMessage: () => {} };
    let isReported = false;
    watchGeneration(receiver, () => (isReported = true));
    for (const message of messages) {
      vi.advanceTimersByTime(1000);
      Reflect.apply(receiver.onReceiveMessage, receiver, [{}, message]);
    }
    vi.advanceTimersByTime(4000);
    vi.useRealTimers();
    return isReported;
  }

  it.each<[string, object[], boolean]>([
    ['goes on after a piece of it', [PIECE], true],
    ['goes on after its transcript', [PIECE, { serverContent: { outputTranscription: {} } }], true],
    ['goes on while the user speaks', [PIECE, { serverContent: {}, voiceActivity: {} }], true],
    ['goes on after usage', [PIECE, { usageMetadata: {} }], true],
    ['ends with the reply', [PIECE, END], false],
    [
      'ends when the sound is complete',
      [PIECE, { serverContent: { generationComplete: true } }],
      false,
    ],
    ['ends with an interruption', [PIECE, { serverContent: { interrupted: true } }], false],
    ['ends with a tool call', [PIECE, { toolCall: {} }], false],
    ['does not start with a transcript', [{ serverContent: { outputTranscription: {} } }], false],
    [
      'does not start with the transcript after the end',
      [PIECE, END, { serverContent: { outputTranscription: {} } }],
      false,
    ],
  ])('%s', (_, messages, stalled) => {
    expect(isStalled(...messages)).toBe(stalled);
  });
});

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
