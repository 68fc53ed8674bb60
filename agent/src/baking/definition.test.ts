import { initializeLogger, type llm, voice } from '@livekit/agents';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Skills } from '../runtime/definition.ts';
import { AppActions } from '../runtime/outputs/app-actions.ts';
import type { MessageBody } from '../runtime/outputs/outbox.ts';
import { Assistant } from '../runtime/pipelines/assistant.ts';
import { BAKEBOT } from './definition.ts';

type Args = Record<string, unknown>;
type ToolCase = readonly [name: string, args: Args, expected: string];

const PANCAKES = {
  title: 'Pancakes',
  servings: 4,
  ingredients: [{ amount: 200, unit: 'g', name: 'flour' }],
  steps: ['Whisk.', 'Bake.'],
};
const ROUND_8 = { shape: 'round', unit: 'inch', size: 8 };
const ROUND_9 = { shape: 'round', unit: 'inch', size: 9 };

let sent: MessageBody[];
let announced: string[];
let rpcCalls: { method: string; payload: string }[];
let skills: Skills;

beforeEach(() => {
  initializeLogger({ pretty: false, level: 'silent' });
  sent = [];
  announced = [];
  rpcCalls = [];
  skills = BAKEBOT.createSkills({
    locale: 'en',
    timeZone: 'Europe/Berlin',
    outbox: { send: (message) => sent.push(message) },
    announcer: { announce: (words) => announced.push(words) },
    app: new AppActions(
      () => ({
        performRpc: async ({ method, payload }) => {
          rpcCalls.push({ method, payload });
          return '{"done":true}';
        },
      }),
      'ada',
    ),
  });
});
afterEach(() => skills.close());

/** Outputs of tool calls, made in a session of the framework. */
async function callTools(
  ...calls: readonly (readonly [name: string, args: Args])[]
): Promise<llm.FunctionCallOutput[]> {
  const session = new voice.AgentSession({
    llm: new voice.testing.FakeLLM(
      calls.map(([name, args], at) => ({ input: `${at}`, toolCalls: [{ name, args }] })),
    ),
    vad: null,
    turnHandling: { turnDetection: null },
  });
  await session.start({ agent: new Assistant({ instructions: '', tools: [...skills.tools] }) });
  const outputs: llm.FunctionCallOutput[] = [];
  for (const [at, [name]] of calls.entries()) {
    const result = await session.run({ userInput: `${at}` }).wait();
    result.expect.nextEvent().isFunctionCall({ name });
    outputs.push(result.expect.nextEvent().isFunctionCallOutput().event().item);
  }
  await session.close();
  return outputs;
}

const RESULTS: ToolCase[] = [
  ['list_timers', {}, '[]'],
  ['set_timer', { name: 'muffins', minutes: 20 }, '"name":"muffins"'],
  ['convert_measure', { quantity: '1 cup', to: 'g', ingredient: 'flour' }, '"amount":120'],
  [
    'convert_oven_temperature',
    { temperature: 350, from: 'fahrenheit', to: 'celsius' },
    '"temperature":180',
  ],
  ['find_substitute', { ingredient: 'buttermilk' }, 'lemon juice'],
  [
    'scale_recipe',
    { ingredients: [{ name: 'flour', amount: 250, unit: 'g' }], from_servings: 4, to_servings: 6 },
    '"amount":375',
  ],
  ['scale_for_pan', { from_pan: ROUND_8, to_pan: ROUND_9 }, '"factor":1.27'],
  ['show_recipe', PANCAKES, '"shown":"Pancakes"'],
  ['open_camera', { hint: 'the crumb' }, '"opened":true'],
];

const ERRORS: ToolCase[] = [
  ['convert_measure', { quantity: '1 cup', to: 'g' }, 'ingredient is needed'],
  ['find_substitute', { ingredient: 'unicorn' }, 'No substitute for "unicorn"'],
  [
    'scale_for_pan',
    { from_pan: ROUND_8, to_pan: { shape: 'rectangular', unit: 'inch', size: 13 } },
    'shorter one',
  ],
  ['set_timer', { name: 'roast', at: 'soon' }, 'no time of day'],
  ['set_timer', { name: 'nothing' }, 'between one second and three days'],
  ['cancel_timer', { name: 'cake' }, 'Running: none'],
];

describe('BakeBot’s tools', () => {
  it.each(RESULTS)('the tool %s called with %j returns %s', async (name, args, expected) => {
    const [output] = await callTools([name, args]);
    expect(output).toMatchObject({ output: expect.stringContaining(expected), isError: false });
  });

  it.each(ERRORS)('the tool %s called with %j fails with %s', async (name, args, expected) => {
    const [output] = await callTools([name, args]);
    expect(output).toMatchObject({ output: expect.stringContaining(expected), isError: true });
  });

  it('list_timers and cancel_timer find timers by name', async () => {
    const outputs = await callTools(
      ['set_timer', { name: 'muffins', minutes: 20 }],
      ['list_timers', {}],
      ['cancel_timer', { name: 'muffins' }],
    );
    expect(outputs.map(({ output }) => output)).toMatchObject([
      expect.anything(),
      expect.stringContaining('"name":"muffins"'),
      expect.stringContaining('"cancelled":"muffins"'),
    ]);
  });

  it('cancel_timer cancels no other timer than the one named', async () => {
    const outputs = await callTools(
      ['set_timer', { name: 'bread', minutes: 20 }],
      ['cancel_timer', { name: 'cake' }],
      ['list_timers', {}],
    );
    expect(outputs.slice(1).map(({ output }) => output)).toMatchObject([
      expect.stringContaining('Nothing was done: no timer of that name. Running: bread (timer-1'),
      expect.stringContaining('"name":"bread"'),
    ]);
  });

  it('cancel_timer asks which of two timers of one name is meant, and takes its id', async () => {
    const outputs = await callTools(
      ['set_timer', { name: 'cake', minutes: 10 }],
      ['set_timer', { name: 'cake', minutes: 20 }],
      ['cancel_timer', { name: 'cake' }],
      ['cancel_timer', { name: 'timer-2' }],
      ['list_timers', {}],
    );
    expect(outputs.slice(2).map(({ output }) => output)).toMatchObject([
      expect.stringContaining('cake (timer-1, 10 min left), cake (timer-2, 20 min left)'),
      expect.stringContaining('"cancelled":"cake"'),
      expect.stringMatching(/^\[\{"id":"timer-1"[^{]*\]$/u),
    ]);
  });

  it('cancel_timer cancels all timers', async () => {
    const outputs = await callTools(
      ['set_timer', { name: 'cake', minutes: 10 }],
      ['set_timer', { name: 'bread', minutes: 20 }],
      ['cancel_timer', { name: '', all: true }],
      ['list_timers', {}],
    );
    expect(outputs.slice(2).map(({ output }) => output)).toMatchObject([
      expect.stringContaining('cake, bread'),
      '[]',
    ]);
  });

  it('change_timer extends, pauses, resumes and renames the timer that is meant', async () => {
    const outputs = await callTools(
      ['set_timer', { name: 'cake', minutes: 10 }],
      ['change_timer', { name: 'cake', change: 'more_time', minutes: 5 }],
      ['change_timer', { name: '', change: 'pause' }],
      ['change_timer', { name: 'cake', change: 'pause' }],
      ['change_timer', { name: 'cake', change: 'resume' }],
      ['change_timer', { name: 'cake', change: 'rename', new_name: 'tart' }],
      ['change_timer', { name: 'tart', change: 'less_time', minutes: 60 }],
    );
    expect(outputs.slice(1).map(({ output }) => output)).toMatchObject([
      expect.stringContaining('"minutesLeft":15'),
      expect.stringContaining('"paused":true'),
      expect.stringContaining('does not run'),
      expect.not.stringContaining('paused'),
      expect.stringContaining('"name":"tart"'),
      expect.stringContaining('between one second and three days'),
    ]);
  });

  it('set_timer rings at a time of day in the cook’s time zone', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-28T16:50:00Z') });
    const outputs = await callTools(
      ['set_timer', { name: 'roast', at: '6:30' }],
      ['tell_time', {}],
    );
    vi.useRealTimers();
    expect(outputs.map(({ output }) => output)).toMatchObject([
      expect.stringContaining('"minutesLeft":40,"secondsLeft":0,"ringsAt":"18:30"'),
      expect.stringContaining('28 November 2026 at 17:50'),
    ]);
  });

  it('recipe_step goes through the shown recipe, and rejects a missing step', async () => {
    const outputs = await callTools(
      ['show_recipe', PANCAKES],
      ['recipe_step', { move: 'start' }],
      ['recipe_step', { move: 'next' }],
      ['recipe_step', { move: 'go_to', step: 9 }],
    );
    expect(outputs.slice(1).map(({ output }) => output)).toMatchObject([
      expect.stringContaining('"text":"Whisk."'),
      expect.stringContaining('"step":2,"of":2'),
      expect.stringContaining('no step with that number'),
    ]);
    expect(sent.filter(({ type }) => type === 'recipe_step')).toMatchObject([
      { currentStep: 0 },
      { currentStep: 1 },
    ]);
  });

  it('scale_recipe and scale_for_pan scale the shown recipe, and send it to the app', async () => {
    const outputs = await callTools(
      ['show_recipe', PANCAKES],
      ['scale_recipe', { to_servings: 8 }],
      ['scale_for_pan', { from_pan: ROUND_9, to_pan: ROUND_8 }],
    );
    expect(outputs.slice(1).map(({ output }) => output)).toMatchObject([
      expect.stringContaining('"amount":400'),
      expect.stringContaining('"amount":316'),
    ]);
    expect(sent).toMatchObject([
      { type: 'recipe', recipe: { servings: 4 } },
      { type: 'recipe', recipe: { servings: 8 } },
      { type: 'recipe', recipe: { servings: 6.32 } },
    ]);
  });

  it('open_camera calls the app', async () => {
    await callTools(['open_camera', { hint: 'the crumb' }]);
    expect(rpcCalls).toEqual([{ method: 'bakebot.open_camera', payload: '{"hint":"the crumb"}' }]);
  });
});

describe('BakeBot’s skills', () => {
  it('sends timers and recipe when the user rejoins', async () => {
    await callTools(
      ['set_timer', { name: 'muffins', minutes: 20 }],
      ['show_recipe', PANCAKES],
      ['recipe_step', { move: 'start' }],
    );
    sent = [];
    skills.rejoined();
    expect(sent).toMatchObject([
      { type: 'timers', timers: [{ name: 'muffins', state: 'running' }] },
      { type: 'recipe', recipe: { title: 'Pancakes', currentStep: 0 } },
    ]);
  });

  it('reports busy while a timer runs', async () => {
    expect(skills.isBusy()).toBe(false);
    await callTools(['set_timer', { name: 'muffins', minutes: 20 }]);
    expect(skills.isBusy()).toBe(true);
    await callTools(['cancel_timer', { name: 'muffins' }]);
    expect(skills.isBusy()).toBe(false);
  });

  it('rings a timer in the app, by vibration and notification, and aloud', async () => {
    await callTools(['set_timer', { name: 'toast', seconds: 0.05 }]);
    await vi.waitFor(() => expect(announced).toEqual(['Time is up for: toast.']));
    expect(sent.at(-1)).toMatchObject({
      type: 'timers',
      timers: [{ name: 'toast', state: 'rung' }],
    });
    expect(rpcCalls).toEqual([
      { method: 'bakebot.vibrate', payload: '{"durationMs":800}' },
      {
        method: 'bakebot.notify',
        payload: '{"tag":"timer-1","title":"BakeBot","body":"Time is up for: toast."}',
      },
    ]);
  });
});
