import type { voice } from '@livekit/agents';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Assistant } from '../pipelines/assistant.ts';
import { SingleSpeech } from '../speech/speech.ts';
import { toChatMessage } from '../history/to-chat-message.ts';
import type { UserTurn } from '../turns/user-turn.ts';
import { appendTurn } from './append-turn.ts';
import { LiveEmulator } from './testing/live-emulator.ts';

let live: LiveEmulator;
let turn: UserTurn;
let assistant: Assistant;
let session: voice.AgentSession;

beforeAll(async () => {
  live = await LiveEmulator.start();
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  turn = {
    id: 'turn-1',
    kind: 'image',
    text: 'What is this?',
    pictures: [{ jpeg, width: 64, height: 48 }],
  };
});
beforeEach(async () => {
  await live.clear();
  assistant = new Assistant({ instructions: 'You bake.' });
  session = await live.agentSession(assistant);
});
afterAll(() => live.close());

describe('a picture for Gemini Live', { timeout: 30_000 }, () => {
  it('plugin-google drops pictures in userInput (once it does not, remove append-turn.ts)', async () => {
    const speech = new SingleSpeech(session.generateReply({ userInput: toChatMessage(turn) }));
    await speech.done;
    expect(speech.text()).not.toMatch(/64/);
  });

  it('sends a picture with its caption once through appendTurn', async () => {
    await appendTurn(session, assistant, turn);
    await appendTurn(session, assistant, turn);
    const speech = new SingleSpeech(session.generateReply());
    await speech.done;
    expect(speech.text()).toMatch(/64.*48/);
    expect(session.history.items.filter(({ id }) => id === turn.id)).toHaveLength(1);
  });
});
