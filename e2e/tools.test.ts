import { EmulatorControl } from '@bakebot/gemini-emulator';
import { AppAction, type AgentMessage, RpcMethod, TRANSCRIPTION_TOPIC } from '@bakebot/protocol';
import { Room } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { TestParticipant } from './support/test-participant.ts';

const LONG_ANSWER = Array.from(
  { length: 4 },
  (_, i) => `Fold number ${i + 1}: stretch the dough, fold it over itself, and let it rest.`,
).join(' ');

let participant: TestParticipant;
/** What the agent asked of the app. */
const asked: string[] = [];
/** What it said, segment by segment, as soon as each was complete. */
const said: string[] = [];

beforeAll(async () => {
  const room = new Room();
  room.registerTextStreamHandler(TRANSCRIPTION_TOPIC, (stream) => {
    void stream.readAll().then((text) => said.push(text));
  });
  participant = await TestParticipant.join(inject('stack'), {}, { room });
  // Nobody needs to wait until a recipe is read out.
  await participant.call(RpcMethod.setSpokenReplies, { on: false });
  for (const method of [AppAction.vibrate, AppAction.notify]) {
    room.localParticipant?.registerRpcMethod(method, async ({ payload }) => {
      asked.push(`${method} ${payload}`);
      return '{"done":true}';
    });
  }
});
afterAll(() => participant.leave());

function isRung(message: AgentMessage): boolean {
  return message.type === 'timers' && message.timers.some(({ state }) => state === 'rung');
}

describe('a recipe', () => {
  it('comes as a card, and is gone through step by step', async () => {
    await participant.answerTo('Show me a recipe for pancakes');
    const card = await participant.hears(({ type }) => type === 'recipe');
    expect(card).toMatchObject({
      recipe: { title: 'Pancakes', servings: 4, steps: { length: 5 } },
    });
    expect(await participant.answerTo('Next step')).toMatch(/^Step 1 of 5/);
    expect(await participant.answerTo('What now?')).toMatch(/^Step 2 of 5/);
    expect(await participant.answerTo('Go back')).toMatch(/^Step 1 of 5/);
    const steps = participant.messages.flatMap((message) =>
      message.type === 'recipe_step' ? [message.currentStep] : [],
    );
    expect(steps).toEqual([0, 1, 0]);
  });
});

describe('what only the app can do', () => {
  it('is asked of it, and done without when it cannot', async () => {
    expect(await participant.answerTo('Open the camera')).toMatch(/cannot open the camera/);
    participant.room.localParticipant?.registerRpcMethod(
      AppAction.openCamera,
      async () => '{"done":true}',
    );
    expect(await participant.answerTo('Open the camera')).toBe('The camera is open. Show me.');
  });
});

describe('a timer that rings in the middle of an answer', () => {
  it('is told at once to the app, and aloud when the answer is over, which it does not cut', async () => {
    const control = new EmulatorControl(inject('stack').emulator_control ?? '');
    await control.addFault({
      match: { text: 'fold the dough' },
      fault: { type: 'text', text: LONG_ANSWER },
    });
    await participant.call(RpcMethod.setSpokenReplies, { on: true });
    await participant.answerTo('Set a timer for 3 seconds called toast');
    const turnId = await participant.type('How do I fold the dough?');
    await participant.hears(isRung);
    await vi.waitFor(() => expect(asked).toHaveLength(2), { timeout: 60_000 });
    const states = participant.messages.flatMap((message) =>
      message.type === 'turn' && message.turnId === turnId ? [message.progress.state] : [],
    );
    expect(states).not.toContain('answered');
    // Both are asked at the same time, so either may arrive first.
    expect(asked.toSorted()).toEqual([
      expect.stringMatching(/^bakebot\.notify .*toast/),
      expect.stringMatching(/^bakebot\.vibrate/),
    ]);
    expect(await participant.ending(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: LONG_ANSWER,
    });
    await vi.waitFor(() => expect(said.join('\n')).toContain('Time is up for: toast.'), {
      timeout: 60_000,
    });
    expect(said.findIndex((text) => text.includes('Fold number 4'))).toBeLessThan(
      said.findIndex((text) => text.includes('Time is up')),
    );
  });
});

describe('what it took', () => {
  it('is told to the app, with its cost', async () => {
    const told = await participant.hears(({ type }) => type === 'usage');
    expect(told).toMatchObject({
      usage: {
        turns: expect.any(Number),
        costUsd: expect.any(Number),
        lines: expect.arrayContaining([
          expect.objectContaining({ model: 'gemini-3.5-flash', direction: 'in', unit: 'tokens' }),
        ]),
      },
    });
  });

  it('is on the worker’s page, with how long it took', async () => {
    const url = inject('stack').agent_metrics ?? '';
    await vi.waitFor(
      async () => {
        const page = await (await fetch(url)).text();
        expect(page).toMatch(/bakebot_turns_total\{kind="text",outcome="answered",code=""\} \d/);
        expect(page).toMatch(/bakebot_turn_first_word_seconds_count\{kind="text"\} [1-9]/);
        expect(page).toMatch(/bakebot_tool_calls_total\{tool="show_recipe",outcome="ok"\} [1-9]/);
        expect(page).toMatch(/bakebot_model_latency_seconds_count\{role="llm",.*\} [1-9]/);
        expect(page).toMatch(/bakebot_worker_active_jobs [1-9]/);
      },
      { timeout: 60_000, interval: 500 },
    );
  });
});
