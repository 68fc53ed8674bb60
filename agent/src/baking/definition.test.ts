import type { Recipe, Timer } from '@bakebot/protocol';
import { initializeLogger, type llm, voice } from '@livekit/agents';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AppActions } from '../runtime/outputs/app-actions.ts';
import { Assistant } from '../runtime/pipelines/assistant.ts';
import { Kitchen } from './definition.ts';
import { phrasesFor } from './phrases.ts';

type ToolCase = readonly [name: string, args: Record<string, unknown>, expected: string];

const PANCAKES = {
  title: 'Pancakes',
  servings: 4,
  ingredients: [{ amount: 200, unit: 'g', name: 'flour' }],
  steps: ['Whisk.', 'Bake.'],
};
const ROUND_8 = { shape: 'round', unit: 'inch', size: 8 };
const ROUND_9 = { shape: 'round', unit: 'inch', size: 9 };

/** In this order: each finds the kitchen as the one before left it. */
const ANSWERS: ToolCase[] = [
  ['list_timers', {}, '[]'],
  ['set_timer', { name: 'muffins', minutes: 20 }, '"name":"muffins"'],
  ['list_timers', {}, '"name":"muffins"'],
  ['cancel_timer', { name: 'muffins' }, '"cancelled":"muffins"'],
  ['convert_measure', { amount: 1, from: 'cup', to: 'g', ingredient: 'flour' }, '"amount":120'],
  ['convert_measure', { amount: 2, from: 'tbsp', to: 'ml' }, '"amount":30'],
  [
    'convert_oven_temperature',
    { temperature: 350, from: 'fahrenheit', to: 'celsius' },
    '"temperature":175',
  ],
  [
    'convert_oven_temperature',
    { temperature: 160, from: 'celsius', to: 'gas', fan: true },
    '"temperature":4',
  ],
  ['find_substitute', { ingredient: 'buttermilk' }, 'lemon juice'],
  [
    'scale_recipe',
    { ingredients: [{ name: 'flour', amount: 250, unit: 'g' }], from_servings: 4, to_servings: 6 },
    '"amount":375',
  ],
  ['scale_for_pan', { from_pan: ROUND_8, to_pan: ROUND_9 }, '"factor":1.27'],
  ['show_recipe', PANCAKES, '"shown":"Pancakes"'],
  ['recipe_step', { move: 'start' }, '"text":"Whisk."'],
  ['recipe_step', { move: 'next' }, '"step":2'],
  ['recipe_step', { move: 'where' }, '"step":2,"of":2'],
  ['scale_recipe', { to_servings: 8 }, '"amount":400'],
  ['scale_for_pan', { from_pan: ROUND_9, to_pan: ROUND_8 }, '"amount":316'],
  ['open_camera', { hint: 'the crumb' }, '"opened":true'],
];

const REFUSALS: ToolCase[] = [
  ['convert_measure', { amount: 1, from: 'cup', to: 'g' }, 'ingredient is needed'],
  ['convert_measure', { amount: 1, from: 'smidgen', to: 'g' }, 'Unknown unit "smidgen"'],
  ['convert_measure', { amount: 1, from: 'cup', to: 'g', ingredient: 'gravel' }, 'gravel'],
  ['convert_measure', { amount: -1, from: 'cup', to: 'ml' }, 'amount'],
  ['convert_oven_temperature', { temperature: 12, from: 'gas', to: 'celsius' }, 'No oven'],
  ['find_substitute', { ingredient: 'unicorn' }, 'No substitute for "unicorn"'],
  [
    'scale_for_pan',
    { from_pan: ROUND_8, to_pan: { shape: 'rectangular', unit: 'inch', size: 13 } },
    'shorter one',
  ],
  ['set_timer', { name: 'nothing' }, 'between one second and three days'],
  ['cancel_timer', { name: 'cake' }, 'Running: none'],
  ['recipe_step', { move: 'go_to', step: 9 }, 'no step of that number'],
];

const RING: ToolCase = ['set_timer', { name: 'toast', seconds: 0.05 }, 'toast'];

const TOLD: { timers: readonly Timer[]; recipes: Recipe[]; steps: number[]; said: string[] } = {
  timers: [],
  recipes: [],
  steps: [],
  said: [],
};
const CALLED: { method: string; payload: string }[] = [];

const kitchen = new Kitchen({
  outbox: {
    timers: (timers) => (TOLD.timers = timers),
    recipe: (recipe) => TOLD.recipes.push(recipe),
    recipeStep: (_, step) => TOLD.steps.push(step),
  },
  announcer: { announce: (words) => TOLD.said.push(words) },
  app: new AppActions(
    () => ({
      performRpc: async ({ method, payload }) => {
        CALLED.push({ method, payload });
        return '{"done":true}';
      },
    }),
    'ada',
  ),
  phrases: phrasesFor('en'),
});
let session: voice.AgentSession;

/** What a user would type for the fake model to call a tool. */
function askFor([name, args]: ToolCase): string {
  return `${name} ${JSON.stringify(args)}`;
}

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  session = new voice.AgentSession({
    llm: new voice.testing.FakeLLM(
      [...ANSWERS, ...REFUSALS, RING].map((each) => ({
        input: askFor(each),
        toolCalls: [{ name: each[0], args: each[1] }],
      })),
    ),
    vad: null,
    turnHandling: { turnDetection: null },
  });
  await session.start({ agent: new Assistant({ instructions: '', tools: kitchen.tools() }) });
});
afterAll(async () => {
  kitchen.close();
  await session.close();
});

async function outputOf(tool: ToolCase): Promise<llm.FunctionCallOutput> {
  const result = await session.run({ userInput: askFor(tool) }).wait();
  result.expect.nextEvent().isFunctionCall({ name: tool[0] });
  return result.expect.nextEvent().isFunctionCallOutput().event().item;
}

describe('the tools', () => {
  it.each(ANSWERS)('%s %j answers %s', async (...tool) => {
    const { output, isError } = await outputOf(tool);
    expect({ output, isError }).toEqual({
      output: expect.stringContaining(tool[2]),
      isError: false,
    });
  });

  it.each(REFUSALS)('%s %j tells the model what is wrong: %s', async (...tool) => {
    const { output, isError } = await outputOf(tool);
    expect({ output, isError }).toEqual({
      output: expect.stringContaining(tool[2]),
      isError: true,
    });
  });

  it('told the app of the recipe, each time that it changed', () => {
    expect(TOLD.recipes.map(({ servings }) => servings)).toEqual([4, 8, 6.32]);
    expect(TOLD.steps).toEqual([0, 1]);
  });

  it('asked the app for the camera', () => {
    expect(CALLED).toEqual([{ method: 'bakebot.open_camera', payload: '{"hint":"the crumb"}' }]);
  });
});

it('shows all again to somebody who was away', () => {
  TOLD.recipes.length = 0;
  TOLD.timers = [];
  kitchen.showAgain();
  expect(TOLD.timers).toMatchObject([{ name: 'muffins', state: 'cancelled' }]);
  expect(TOLD.recipes).toMatchObject([{ title: 'Pancakes', currentStep: 1 }]);
});

it('rings a timer everywhere: in the app, on the phone, and aloud', async () => {
  CALLED.length = 0;
  await outputOf(RING);
  await vi.waitFor(() => expect(TOLD.said).toEqual(['Time is up for: toast.']));
  expect(TOLD.timers.at(-1)).toMatchObject({ name: 'toast', state: 'rung' });
  expect(CALLED).toEqual([
    { method: 'bakebot.vibrate', payload: '{"durationMs":800}' },
    {
      method: 'bakebot.notify',
      payload: '{"tag":"timer-2","title":"BakeBot","body":"Time is up for: toast."}',
    },
  ]);
});
