import type { Recipe } from '@bakebot/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Move, RecipeBook } from './recipe-book.ts';

const PANCAKES = {
  title: 'Pancakes',
  servings: 4,
  ingredients: [
    { amount: 200, unit: 'g', name: 'flour' },
    { unit: '', name: 'salt, a pinch' },
  ],
  steps: ['Whisk.', 'Rest.', 'Bake.'],
};

let shown: Recipe[];
let moves: number[];
let recipes: RecipeBook;

beforeEach(() => {
  shown = [];
  moves = [];
  recipes = new RecipeBook({
    changed: (recipe) => shown.push(recipe),
    moved: (_, step) => moves.push(step),
  });
});

function go(move: Move, step?: number): unknown {
  const result = recipes.move(move, step);
  return result.ok ? result.value : result.failure;
}

describe('moving through a recipe', () => {
  beforeEach(() => void recipes.show(PANCAKES));

  it('starts at the first step of a recipe with any move', () => {
    expect(go('next')).toEqual({ step: 1, of: 3, text: 'Whisk.' });
    expect(moves).toEqual([0]);
  });

  it('moves forward, back, and to a step by number', () => {
    expect([go('start'), go('next'), go('back'), go('go_to', 3)]).toMatchObject([
      { step: 1 },
      { step: 2 },
      { step: 1 },
      { step: 3 },
    ]);
    expect(moves).toEqual([0, 1, 0, 2]);
  });

  it('returns the current step for repeat and where, without moving', () => {
    go('go_to', 2);
    expect([go('repeat'), go('where')]).toMatchObject([{ step: 2 }, { step: 2 }]);
    expect(moves).toEqual([1]);
  });

  it('stays at the first or last step, and reports it', () => {
    go('start');
    expect(go('back')).toEqual({ step: 1, of: 3, text: 'Whisk.', end: 'first' });
    go('go_to', 3);
    expect(go('next')).toEqual({ step: 3, of: 3, text: 'Bake.', end: 'last' });
    expect(moves).toEqual([0, 2]);
  });

  it.each([0, 4, undefined])('rejects a move to step %s, which the recipe lacks', (step) => {
    expect(go('go_to', step)).toBe('no_such_step');
  });
});

describe('scaling a recipe', () => {
  it('scales amounts and servings of a recipe, and nothing else', () => {
    recipes.show(PANCAKES);
    go('go_to', 2);
    expect(recipes.scaleToServings(6).ok).toBe(true);
    expect(shown.at(-1)).toEqual({
      ...PANCAKES,
      id: 'recipe-1',
      servings: 6,
      ingredients: [
        { amount: 300, unit: 'g', name: 'flour' },
        { unit: '', name: 'salt, a pinch' },
      ],
      currentStep: 1,
    });
  });

  it('fails to scale by servings when the recipe has none', () => {
    const { servings: _, ...without } = PANCAKES;
    recipes.show(without);
    expect(recipes.scaleToServings(6)).toEqual({ ok: false, failure: 'no_servings' });
    expect(recipes.scale(2).ok).toBe(true);
  });
});

it('replaces the recipe when another is shown', () => {
  recipes.show(PANCAKES);
  go('next');
  recipes.show({ ...PANCAKES, title: 'Waffles' });
  expect(recipes.current()).toMatchObject({ id: 'recipe-2', title: 'Waffles' });
  expect(go('where')).toMatchObject({ step: 1 });
});

it('fails to move or scale when no recipe is shown', () => {
  expect([go('next'), recipes.scale(2)]).toEqual([
    'no_recipe',
    { ok: false, failure: 'no_recipe' },
  ]);
});
