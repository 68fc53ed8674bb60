import { llm, voice } from '@livekit/agents';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RealtimeSession } from './realtime-session.ts';
import { releaseToolCalls } from './release-tool-calls.ts';
import { LiveEmulator } from './testing/live-emulator.ts';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterEach(() => live.clear());
afterAll(() => live.close());

/** Number of pending calls after the interruption of a tool call. */
async function pendingAfterInterruption(
  prepare: (session: RealtimeSession) => void,
): Promise<number | undefined> {
  const called = Promise.withResolvers<void>();
  const result = Promise.withResolvers<string>();
  const slow = llm.tool({
    name: 'set_timer',
    description: 'Sets a timer.',
    execute: () => {
      called.resolve();
      return result.promise;
    },
  });
  const model = live.model();
  const { promise: opened, resolve } = Promise.withResolvers<RealtimeSession>();
  const open = model.session.bind(model);
  model.session = () => {
    const session = open();
    prepare(session);
    resolve(session);
    return session;
  };
  const agent = new voice.Agent({ instructions: '', tools: [slow] });
  const session = await live.agentSession(agent, model);
  await live.control.addFault({ fault: { type: 'tool_call', name: 'set_timer' } });
  session.generateReply({ userInput: 'Set a timer.' });
  await called.promise;
  await session.interrupt().await;
  const pending: unknown = Reflect.get(await opened, 'pendingToolCallIds');
  const size = pending instanceof Set ? pending.size : undefined;
  result.resolve('too late');
  return size;
}

describe('a tool call that the user interrupts on Gemini Live', { timeout: 30_000 }, () => {
  it('plugin-google keeps interrupted tool calls pending (once it does not, remove release-tool-calls.ts)', async () => {
    expect(await pendingAfterInterruption(() => {})).toBe(1);
  });

  it('releases interrupted tool calls', async () => {
    expect(await pendingAfterInterruption(releaseToolCalls)).toBe(0);
  });
});
