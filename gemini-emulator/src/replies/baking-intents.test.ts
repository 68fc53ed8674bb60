import { describe, expect, it } from 'vitest';
import { BAKEBOT_TOOLS } from './testing/bakebot-tools.ts';
import { chooseReply } from './choose-reply.ts';
import type { Answer, Turn } from './conversation.ts';

function user(text: string): Turn {
  return { from: 'user', text, pictures: [] };
}

function replyTo(...turns: Turn[]): Answer {
  return chooseReply({ instructions: '', turns }, BAKEBOT_TOOLS);
}

const SHOWN: Turn[] = [
  user('Show me a recipe for pancakes'),
  { from: 'model', text: '', calls: [{ id: '1', name: 'show_recipe', args: {} }] },
  { from: 'tools', results: [] },
  { from: 'model', text: 'Here it is.', calls: [] },
];

describe('substitutes, pans and the camera', () => {
  it.each([
    ['What can I use instead of buttermilk?', 'find_substitute', { ingredient: 'buttermilk' }],
    ['I have no eggs, what can I use?', 'find_substitute', { ingredient: 'eggs' }],
    [
      'Scale the recipe from an 8 inch to a 9 inch round pan',
      'scale_for_pan',
      {
        from_pan: { shape: 'round', unit: 'inch', size: 8 },
        to_pan: { shape: 'round', unit: 'inch', size: 9 },
      },
    ],
    [
      'From a 20 cm square tin to a 23 cm round one',
      'scale_for_pan',
      {
        from_pan: { shape: 'square', unit: 'cm', size: 20 },
        to_pan: { shape: 'round', unit: 'cm', size: 23 },
      },
    ],
    ['Open the camera', 'open_camera', { hint: 'your baking' }],
  ])('%s → %s', (said, name, args) => {
    expect(replyTo(user(said))).toEqual({ type: 'calls', calls: [{ name, args }] });
  });
});

describe('a recipe', () => {
  it('is shown as a whole', () => {
    expect(replyTo(user('Show me a recipe for pancakes'))).toMatchObject({
      calls: [
        {
          name: 'show_recipe',
          args: {
            title: 'Pancakes',
            servings: 4,
            steps: { length: 5 },
            ingredients: { length: 6 },
          },
        },
      ],
    });
  });

  it.each([
    ['Next step', { move: 'next' }],
    ['Go to step three please', { move: 'go_to', step: 3 }],
    ['Which step am I at?', { move: 'where' }],
  ])('is gone through: %s', (said, args) => {
    const calls = [{ name: 'recipe_step', args }];
    expect(replyTo(user(said))).toEqual({ type: 'calls', calls });
  });

  it.each([
    ['Where am I?', 'where'],
    ['Say that again', 'repeat'],
    ['go back', 'back'],
    ['What now?', 'next'],
    ["Let's start", 'start'],
  ])('is meant by “%s” once it is shown, and not before', (said, move) => {
    const calls = [{ name: 'recipe_step', args: { move } }];
    expect(replyTo(...SHOWN, user(said))).toEqual({ type: 'calls', calls });
    expect(replyTo(user(said))).toMatchObject({ type: 'text' });
  });
});

describe('what tools found', () => {
  const BUTTERMILK = { amount: 1, unit: 'cup', name: 'buttermilk' };
  const LEMON = { amount: 1, unit: 'tbsp', name: 'lemon juice' };
  const MILK = { amount: 0.9375, unit: 'cup', name: 'milk' };
  const YOGURT = { amount: 1, unit: 'cup', name: 'plain yogurt' };

  it.each<[string, object, string]>([
    [
      'find_substitute',
      {
        options: [
          { instead_of: BUTTERMILK, use: [LEMON, MILK], note: 'Let it stand.' },
          { instead_of: BUTTERMILK, use: [YOGURT] },
        ],
      },
      'Instead of 1 cup of buttermilk, take 1 tablespoon of lemon juice and 0.94 cup of milk, or 1 cup of plain yogurt. Let it stand.',
    ],
    [
      'scale_for_pan',
      { factor: 1.27, advice: 'It bakes about as long.' },
      'Take 1.27 times as much of everything. It bakes about as long.',
    ],
    [
      'show_recipe',
      { shown: 'Pancakes', steps: 5 },
      'Here is a recipe for pancakes, in 5 steps. Say "next step" when you are ready.',
    ],
    ['recipe_step', { step: 2, of: 5, text: 'Rest.' }, 'Step 2 of 5: Rest.'],
    [
      'recipe_step',
      { step: 5, of: 5, text: 'Bake.', end: 'last' },
      'That was the last step. Step 5 of 5: Bake.',
    ],
    ['open_camera', { opened: true }, 'The camera is open. Show me.'],
    ['open_camera', { opened: false, reason: 'Sorry.' }, 'The camera did not open. Sorry.'],
  ])('%s is worded from %j', (name, output, text) => {
    const said = replyTo(
      user('…'),
      { from: 'model', text: '', calls: [{ id: '1', name, args: {} }] },
      { from: 'tools', results: [{ id: '1', name, response: { output } }] },
    );
    expect(said).toEqual({ type: 'text', text });
  });
});
