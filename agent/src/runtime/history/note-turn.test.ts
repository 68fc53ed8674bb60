import type { voice } from '@livekit/agents';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Assistant } from '../pipelines/assistant.ts';
import { SingleSpeech } from '../speech/speech.ts';
import type { UserTurn } from '../turns/user-turn.ts';
import { noteTurn } from './note-turn.ts';
import { LiveEmulator } from '../workarounds/testing/live-emulator.ts';

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

describe('noteTurn', { timeout: 30_000 }, () => {
  it('sends Gemini Live a picture with its caption, once', async () => {
    await noteTurn(assistant, turn);
    await noteTurn(assistant, turn);
    const speech = new SingleSpeech(session.generateReply());
    await speech.done;
    expect(speech.text()).toMatch(/64.*48/);
    expect(assistant.chatCtx.items.filter(({ id }) => id === turn.id)).toHaveLength(1);
  });

  it('keeps a turn for the session that opens next', async () => {
    const waiting = new Assistant({ instructions: 'You bake.' });
    await noteTurn(waiting, turn);
    const speech = new SingleSpeech((await live.agentSession(waiting)).generateReply());
    await speech.done;
    expect(speech.text()).toMatch(/64.*48/);
  });
});
