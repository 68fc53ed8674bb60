import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Kitchen } from './testing/kitchen.ts';

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

let kitchen: Kitchen;
beforeEach(() => (kitchen = new Kitchen()));
afterEach(() => kitchen.close());

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
  [
    'scale_recipe',
    { ingredients: [{ name: 'eggs', amount: 1, unit: '' }], factor: 1.5 },
    'Beat 2 eggs, and use 75 g.',
  ],
  [
    'scale_for_pan',
    {
      from_pan: { shape: 'bundt', unit: 'inch', size: 10 },
      to_pan: { shape: 'muffin', unit: 'inch', count: 12 },
    },
    '"factor":0.5',
  ],
  [
    'bread_dough',
    {
      ingredients: [
        { name: 'flour', grams: 500, kind: 'flour' },
        { name: 'water', grams: 350, kind: 'water' },
      ],
      loaves: 2,
      loaf_grams: 850,
    },
    '"hydrationPercent":70,"flourGrams":1000',
  ],
  [
    'water_temperature',
    { desired: 76, flour: 70, room: 72, unit: 'fahrenheit', kneading: 'mixer' },
    '"water":62',
  ],
  ['open_camera', { hint: 'the crumb' }, '"opened":true'],
];

const ERRORS: ToolCase[] = [
  ['convert_measure', { quantity: '1 cup', to: 'g' }, 'ingredient is needed'],
  ['show_recipe', { title: 'Air', steps: ['Breathe.'] }, 'needs ingredients'],
  ['scale_recipe', { factor: 2 }, 'No recipe is shown'],
  ['change_recipe', { change: 'undo' }, 'No recipe is shown'],
  ['bread_dough', { ingredients: [{ name: 'water', grams: 1, kind: 'water' }] }, 'needs flour'],
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
    const [output] = await kitchen.callTools([name, args]);
    expect(output).toMatchObject({ output: expect.stringContaining(expected), isError: false });
  });

  it.each(ERRORS)('the tool %s called with %j fails with %s', async (name, args, expected) => {
    const [output] = await kitchen.callTools([name, args]);
    expect(output).toMatchObject({ output: expect.stringContaining(expected), isError: true });
  });

  it('open_camera calls the app', async () => {
    await kitchen.callTools(['open_camera', { hint: 'the crumb' }]);
    expect(kitchen.rpcCalls).toEqual([
      { method: 'bakebot.open_camera', payload: '{"hint":"the crumb"}' },
    ]);
  });
});

describe('BakeBot’s skills', () => {
  it('sends timers and recipe when the user rejoins', async () => {
    await kitchen.callTools(
      ['set_timer', { name: 'muffins', minutes: 20 }],
      ['show_recipe', PANCAKES],
      ['recipe_step', { move: 'start' }],
    );
    kitchen.sent.length = 0;
    kitchen.skills.rejoined();
    expect(kitchen.sent).toMatchObject([
      { type: 'timers', timers: [{ name: 'muffins', state: 'running' }] },
      { type: 'recipe', recipe: { title: 'Pancakes', currentStep: 0 } },
    ]);
  });

  it('reports busy while a timer runs', async () => {
    expect(kitchen.skills.isBusy()).toBe(false);
    await kitchen.callTools(['set_timer', { name: 'muffins', minutes: 20 }]);
    expect(kitchen.skills.isBusy()).toBe(true);
    await kitchen.callTools(['cancel_timer', { name: 'muffins' }]);
    expect(kitchen.skills.isBusy()).toBe(false);
  });

  it('rings a timer in the app, by vibration and notification, and aloud', async () => {
    await kitchen.callTools(['set_timer', { name: 'toast', seconds: 0.05 }]);
    await vi.waitFor(() => expect(kitchen.announced).toEqual(['Time is up for: toast.']));
    expect(kitchen.sent.at(-1)).toMatchObject({
      type: 'timers',
      timers: [{ name: 'toast', state: 'rung' }],
    });
    expect(kitchen.rpcCalls).toEqual([
      { method: 'bakebot.vibrate', payload: '{"durationMs":800}' },
      {
        method: 'bakebot.notify',
        payload: '{"tag":"timer-1","title":"BakeBot","body":"Time is up for: toast."}',
      },
    ]);
  });
});
