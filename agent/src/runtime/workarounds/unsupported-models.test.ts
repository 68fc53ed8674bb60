import { voice } from '@livekit/agents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isUnsupportedModel } from './unsupported-models.ts';
import { SingleSpeech } from '../speech/speech.ts';
import { LIVE_MODEL, LiveEmulator } from './testing/live-emulator.ts';

const MUTE = 'gemini-3.8-live';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterAll(() => live.close());

describe('the 3.x Live models', { timeout: 30_000 }, () => {
  it('give no answer to what is typed: when they do, this file and its neighbour can go', async () => {
    const agent = new voice.Agent({ instructions: 'You bake.' });
    const session = await live.agentSession(agent, live.model(MUTE));
    const speech = new SingleSpeech(session.generateReply({ userInput: 'What can you do?' }));
    await speech.done;
    expect(speech.text()).toBe('');
  });

  it('are known by their names', () => {
    expect([MUTE, 'gemini-3.1-flash-live-preview', LIVE_MODEL].map(isUnsupportedModel)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
