import { type llm, voice } from '@livekit/agents';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SingleSpeech } from '../speech/speech.ts';
import { LiveEmulator } from './testing/live-emulator.ts';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterEach(() => live.clear());
afterAll(() => live.close());

async function answer(model: llm.RealtimeModel): Promise<string> {
  const agent = new voice.Agent({ instructions: 'You bake.' });
  const session = await live.agentSession(agent, model);
  const speech = new SingleSpeech(session.generateReply({ userInput: 'What can you do?' }));
  await speech.done;
  return speech.text();
}

describe('a typed turn on a 3.x Live model', { timeout: 30_000 }, () => {
  it('is not answered by the plugin alone (once it is, remove omit-empty-turns.ts)', async () => {
    expect(await answer(live.pluginModel())).toBe('');
  });

  it('is answered when empty turns are left out', async () => {
    expect(await answer(live.model())).toContain('I can set timers');
  });
});
