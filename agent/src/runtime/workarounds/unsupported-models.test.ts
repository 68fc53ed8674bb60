import { voice } from '@livekit/agents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isUnsupportedModel } from './unsupported-models.ts';
import { SingleSpeech } from '../speech/speech.ts';
import { LIVE_MODEL, LiveEmulator } from './testing/live-emulator.ts';

const LIVE_3 = 'gemini-3.8-live';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterAll(() => live.close());

describe('3.x Live models', { timeout: 30_000 }, () => {
  it('plugin-google gets no reply from a 3.x Live model (once it does, remove unsupported-models.ts)', async () => {
    const agent = new voice.Agent({ instructions: 'You bake.' });
    const session = await live.agentSession(agent, live.model(LIVE_3));
    const speech = new SingleSpeech(session.generateReply({ userInput: 'What can you do?' }));
    await speech.done;
    expect(speech.text()).toBe('');
  });

  it('detects 3.x Live models by name', () => {
    expect([LIVE_3, 'gemini-3.1-flash-live-preview', LIVE_MODEL].map(isUnsupportedModel)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
