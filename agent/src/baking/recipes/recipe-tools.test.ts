import { afterEach, beforeEach, expect, it } from 'vitest';
import { Kitchen } from '../testing/kitchen.ts';

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

it('recipe_step goes through the shown recipe, and rejects a missing step', async () => {
  const outputs = await kitchen.answers(
    ['show_recipe', PANCAKES],
    ['recipe_step', { move: 'start' }],
    ['recipe_step', { move: 'next' }],
    ['recipe_step', { move: 'go_to', step: 9 }],
  );
  expect(outputs.slice(1)).toMatchObject([
    expect.stringContaining('"text":"Whisk."'),
    expect.stringContaining('"step":2,"of":2'),
    expect.stringContaining('no step with that number'),
  ]);
  expect(kitchen.sent.filter(({ type }) => type === 'recipe_step')).toMatchObject([
    { currentStep: 0 },
    { currentStep: 1 },
  ]);
});

it('scale_recipe and scale_for_pan scale the shown recipe, and send it to the app', async () => {
  const outputs = await kitchen.answers(
    ['show_recipe', PANCAKES],
    ['scale_recipe', { to_servings: 8 }],
    ['scale_for_pan', { from_pan: ROUND_9, to_pan: ROUND_8, apply: true }],
  );
  expect(outputs.slice(1)).toMatchObject([
    expect.stringContaining('"amount":400'),
    expect.stringContaining('"amount":316'),
  ]);
  expect(kitchen.sent).toMatchObject([
    { type: 'recipe', recipe: { servings: 4 } },
    { type: 'recipe', recipe: { servings: 8 } },
    { type: 'recipe', recipe: { servings: 6.32 } },
  ]);
});

it('scale_recipe takes the servings of the shown recipe from the card', async () => {
  const outputs = await kitchen.answers(
    ['show_recipe', PANCAKES],
    ['scale_recipe', { from_servings: 4, to_servings: 8 }],
    ['scale_recipe', { from_servings: 4, to_servings: 12 }],
  );
  expect(outputs[2]).toMatch(/"servings":12,.*"amount":600/);
  expect(kitchen.sent.at(-1)).toMatchObject({ recipe: { servings: 12 } });
});

it('scale_for_pan answers a question without changing the shown recipe', async () => {
  const outputs = await kitchen.answers(
    ['show_recipe', PANCAKES],
    ['scale_for_pan', { from_pan: ROUND_9, to_pan: ROUND_8 }],
    ['scale_for_pan', { from_pan: ROUND_9, to_pan: { ...ROUND_9, size: 9.2 }, apply: true }],
  );
  expect(outputs[1]).toMatch(/"applied":false.*"amount":158/);
  expect(outputs[2]).toMatch(/leave the recipe as it is.*"applied":false/);
  expect(kitchen.sent.filter(({ type }) => type === 'recipe')).toHaveLength(1);
});

it('scale_for_pan for one pan and then for another scales for the other', async () => {
  const outputs = await kitchen.answers(
    ['show_recipe', PANCAKES],
    ['scale_for_pan', { from_pan: ROUND_9, to_pan: ROUND_8, apply: true }],
    ['scale_for_pan', { from_pan: ROUND_9, to_pan: { ...ROUND_9, size: 10 }, apply: true }],
    ['change_recipe', { change: 'undo' }],
    ['change_recipe', { change: 'us_cups' }],
  );
  expect(outputs.slice(1)).toMatchObject([
    expect.stringContaining('"amount":158'),
    expect.stringContaining('"amount":247'),
    expect.stringContaining('"amount":158'),
    expect.stringContaining('"unit":"cup"'),
  ]);
});

it('show_recipe parses the lines of a pasted recipe, and returns its times', async () => {
  const [output] = await kitchen.answers([
    'show_recipe',
    {
      title: 'Cake',
      ingredient_lines: ['1-1/2 cups sugar', '2 eggs'],
      steps: ['Mix.', 'Bake for 20–25 minutes.'],
    },
  ]);
  expect(output).toContain('"timers":[{"step":2,"times":[{"minutes":20,"upToMinutes":25}]}]');
  expect(kitchen.sent).toMatchObject([
    {
      recipe: {
        ingredients: [
          { amount: 1.5, unit: 'cup', name: 'sugar' },
          { amount: 2, unit: '', name: 'eggs' },
        ],
      },
    },
  ]);
});

it('recipe_step returns the times of a step', async () => {
  const outputs = await kitchen.answers(
    ['show_recipe', { ...PANCAKES, steps: ['Rest for half an hour.'] }],
    ['recipe_step', { move: 'start' }],
  );
  expect(outputs[1]).toContain('"timers":[{"minutes":30}]');
});
