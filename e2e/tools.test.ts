import { EmulatorControl } from '@bakebot/gemini-emulator';
import { AppAction, type AgentMessage, RpcMethod, TRANSCRIPTION_TOPIC } from '@bakebot/protocol';
import { Room } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { TestParticipant } from '@bakebot/local-stack/participant';

const LONG_REPLY = Array.from(
  { length: 4 },
  (_, i) => `Fold number ${i + 1}: stretch the dough, fold it over itself, and let it rest.`,
).join(' ');

let participant: TestParticipant;
/** App actions that the agent requested. */
const appActions: string[] = [];
/** Transcripts of the agent's speech, each when it is complete. */
const transcripts: string[] = [];

beforeAll(async () => {
  const room = new Room();
  room.registerTextStreamHandler(TRANSCRIPTION_TOPIC, (stream) => {
    void stream.readAll().then((text) => transcripts.push(text));
  });
  participant = await TestParticipant.join(inject('stack'), { room });
  // Without speech, the tests need not wait for a recipe to be read aloud.
  await participant.call(RpcMethod.setSpokenReplies, { on: false });
  for (const method of [AppAction.vibrate, AppAction.notify]) {
    room.localParticipant?.registerRpcMethod(method, async ({ payload }) => {
      appActions.push(`${method} ${payload}`);
      return '{"done":true}';
    });
  }
});
afterAll(() => participant.leave());

function isRung(message: AgentMessage): boolean {
  return message.type === 'timers' && message.timers.some(({ state }) => state === 'rung');
}

describe('show_recipe', () => {
  it('sends a recipe and its current step to the app', async () => {
    await participant.ask('Show me a recipe for pancakes');
    const card = await participant.message(({ type }) => type === 'recipe');
    expect(card).toMatchObject({
      recipe: { title: 'Pancakes', servings: 4, steps: { length: 5 } },
    });
    expect(await participant.ask('Next step')).toMatch(/^Step 1 of 5/);
    expect(await participant.ask('What now?')).toMatch(/^Step 2 of 5/);
    expect(await participant.ask('Go back')).toMatch(/^Step 1 of 5/);
    const steps = participant.messages.flatMap((message) =>
      message.type === 'recipe_step' ? [message.currentStep] : [],
    );
    expect(steps).toEqual([0, 1, 0]);
  });
});

describe('open_camera', () => {
  it('opens the camera through the app, and explains when the app cannot', async () => {
    expect(await participant.ask('Open the camera')).toMatch(/cannot open the camera/);
    participant.room.localParticipant?.registerRpcMethod(
      AppAction.openCamera,
      async () => '{"done":true}',
    );
    expect(await participant.ask('Open the camera')).toBe('The camera is open. Show me.');
  });
});

describe('set_timer', () => {
  it('notifies the app of a timer that rings during a reply, and announces it after the reply', async () => {
    const control = new EmulatorControl(inject('stack').emulator_control ?? '');
    await control.addFault({
      match: { text: 'fold the dough' },
      fault: { type: 'text', text: LONG_REPLY },
    });
    await participant.call(RpcMethod.setSpokenReplies, { on: true });
    await participant.ask('Set a timer for 3 seconds called toast');
    const turnId = await participant.type('How do I fold the dough?');
    await participant.message(isRung);
    await vi.waitFor(() => expect(appActions).toHaveLength(2), { timeout: 60_000 });
    const states = participant.messages.flatMap((message) =>
      message.type === 'turn' && message.turnId === turnId ? [message.progress.state] : [],
    );
    expect(states).not.toContain('answered');
    // Both are called at the same time, in either order.
    expect(appActions.toSorted()).toEqual([
      expect.stringMatching(/^bakebot\.notify .*toast/),
      expect.stringMatching(/^bakebot\.vibrate/),
    ]);
    expect(await participant.turnEnd(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: LONG_REPLY,
    });
    await vi.waitFor(() => expect(transcripts.join('\n')).toContain('Time is up for: toast.'), {
      timeout: 60_000,
    });
    expect(transcripts.findIndex((text) => text.includes('Fold number 4'))).toBeLessThan(
      transcripts.findIndex((text) => text.includes('Time is up')),
    );
  });
});

describe('usage', () => {
  it('sends usage with its cost to the app', async () => {
    const message = await participant.message(({ type }) => type === 'usage');
    expect(message).toMatchObject({
      usage: {
        turns: expect.any(Number),
        costUsd: expect.any(Number),
        lines: expect.arrayContaining([
          expect.objectContaining({ model: 'gemini-3.6-flash', direction: 'in', unit: 'tokens' }),
        ]),
      },
    });
  });

  it('exports turns, tool calls and latencies on the worker’s metrics page', async () => {
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
