import type { Recipe } from '@bakebot/protocol';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { phrasesFor } from '../phrases.ts';
import { CARD_UNITS } from './card-units.ts';
import { type Move, RecipeBook } from './recipe-book.ts';

const PANCAKES = {
  title: 'Pancakes',
  servings: 4,
  ingredients: [
    { amount: 200, unit: 'g', name: 'flour' },
    { amount: 1, unit: '', name: 'egg' },
    { unit: '', name: 'salt, a pinch' },
  ],
  steps: ['Whisk 200 g of flour and the egg.', 'Rest for 20 minutes.', 'Bake.'],
};

let shown: Recipe[];
let moves: number[];
let recipes: RecipeBook;

beforeEach(() => {
  shown = [];
  moves = [];
  recipes = new RecipeBook(
    { changed: (recipe) => shown.push(recipe), moved: (_, step) => moves.push(step) },
    { region: 'us', advise: phrasesFor('en').countAdvice },
  );
});

function go(move: Move, step?: number): unknown {
  const result = recipes.move(move, step);
  return result.ok ? result.value : result.failure;
}

function amounts(): (number | undefined)[] {
  return (recipes.current()?.ingredients ?? []).map(({ amount }) => amount);
}

describe('moving through a recipe', () => {
  beforeEach(() => void recipes.show(PANCAKES));

  it('starts at the first step of a recipe with any move', () => {
    expect(go('next')).toEqual({ step: 1, of: 3, text: 'Whisk 200 g of flour and the egg.' });
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
    expect(go('back')).toMatchObject({ step: 1, of: 3, end: 'first' });
    go('go_to', 3);
    expect(go('next')).toEqual({ step: 3, of: 3, text: 'Bake.', end: 'last' });
    expect(moves).toEqual([0, 2]);
  });

  it.each([0, 4, undefined])('rejects a move to step %s, which the recipe lacks', (step) => {
    expect(go('go_to', step)).toBe('no_such_step');
  });
});

describe('scaling a recipe', () => {
  beforeEach(() => void recipes.show(PANCAKES));

  it('scales amounts, servings and the amounts in steps, and keeps the current step', () => {
    go('go_to', 2);
    expect(recipes.scaleToServings(6).ok).toBe(true);
    expect(shown.at(-1)).toEqual({
      title: 'Pancakes',
      id: 'recipe-1',
      servings: 6,
      factor: 1.5,
      ingredients: [
        { amount: 300, unit: 'g', name: 'flour' },
        { amount: 1.5, unit: '', name: 'egg', note: 'Beat 2 eggs, and use 75 g.' },
        { unit: '', name: 'salt, a pinch' },
      ],
      steps: ['Whisk 300 g of flour and the egg.', 'Rest for 20 minutes.', 'Bake.'],
      currentStep: 1,
    });
  });

  it('reads out the scaled amounts of a step', () => {
    recipes.scaleToServings(8);
    expect(go('start')).toMatchObject({ text: 'Whisk 400 g of flour and the egg.' });
  });

  it('scales from what was written, however often', () => {
    recipes.scaleToServings(1);
    recipes.scaleToServings(3);
    recipes.scaleToServings(4);
    expect(recipes.current()).toEqual({ ...PANCAKES, id: 'recipe-1' });
  });

  it('replaces the scaling for one pan by that for another', () => {
    recipes.scaleForPan(64 / 81);
    recipes.scaleForPan(100 / 81);
    expect(amounts()[0]).toBe(247);
  });

  it('scales for a pan what was scaled by a factor', () => {
    recipes.scale(2);
    recipes.scaleForPan(64 / 81);
    expect(amounts()[0]).toBe(316);
    expect(recipes.current()?.servings).toBe(6.32);
  });

  it('previews another pan without changing the card', () => {
    expect(recipes.previewForPan(2)?.ingredients[0]?.amount).toBe(400);
    expect(amounts()[0]).toBe(200);
    expect(shown).toHaveLength(1);
  });

  it('takes back scalings and units one by one', () => {
    recipes.scale(2);
    recipes.setUnits('us_cups');
    recipes.scaleForPan(2);
    expect([recipes.undo(), recipes.undo()].map(({ ok }) => ok)).toEqual([true, true]);
    expect(amounts()[0]).toBe(400);
    recipes.undo();
    expect(recipes.current()).toEqual({ ...PANCAKES, id: 'recipe-1' });
    expect(recipes.undo()).toEqual({ ok: false, failure: 'nothing_to_undo' });
  });

  it('fails to scale by servings when no number is known, and learns it', () => {
    const { servings: _, ...without } = PANCAKES;
    recipes.show(without);
    expect(recipes.scaleToServings(6)).toEqual({ ok: false, failure: 'no_servings' });
    expect(recipes.scaleToServings(6, 3)).toMatchObject({ ok: true, value: { servings: 6 } });
    expect(recipes.scaleToServings(12)).toMatchObject({ ok: true, value: { servings: 12 } });
    expect(amounts()[0]).toBe(800);
  });

  it.each([0, 1e-320, 1e300, Number.NaN, -2, Number.POSITIVE_INFINITY])(
    'rejects the factor %d, and leaves the card as it is',
    (factor) => {
      expect(recipes.scale(factor)).toEqual({ ok: false, failure: 'factor_too_extreme' });
      expect(amounts()).toEqual([200, 1, undefined]);
    },
  );
});

it('a recipe replaces the one before, with its scaling', () => {
  recipes.show(PANCAKES);
  go('next');
  recipes.scale(2);
  recipes.show({ ...PANCAKES, title: 'Waffles' });
  expect(recipes.current()).toEqual({ ...PANCAKES, title: 'Waffles', id: 'recipe-2' });
  expect(recipes.undo().ok).toBe(false);
});

it('moving, scaling and undoing fail when no recipe is shown', () => {
  expect([go('next'), recipes.scale(2), recipes.undo()]).toEqual([
    'no_recipe',
    { ok: false, failure: 'no_recipe' },
    { ok: false, failure: 'no_recipe' },
  ]);
});

describe('a recipe card, whatever was done to it', () => {
  const factor = fc.double({ min: 0.05, max: 20, noNaN: true });
  const command = fc.oneof(
    fc.record({ do: fc.constantFrom('scale', 'pan', 'servings'), factor }),
    fc.record({ do: fc.constantFrom('metric', 'us_cups', 'as_written', 'undo'), factor }),
  );

  function carryOut(what: string, by: number): boolean {
    switch (what) {
      case 'scale':
        return recipes.scale(by).ok;
      case 'pan':
        return recipes.scaleForPan(by).ok;
      case 'servings':
        return recipes.scaleToServings(by).ok;
      case 'undo':
        return recipes.undo().ok;
      default:
        return recipes.setUnits(CARD_UNITS.find((units) => units === what) ?? 'as_written').ok;
    }
  }

  it('is what it was before each change that is taken back', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 15 }), (commands) => {
        recipes.show(PANCAKES);
        const before = [recipes.current()];
        for (const { do: what, factor: by } of commands) {
          const wasDone = carryOut(what, by);
          if (what === 'undo' && wasDone) before.pop();
          else if (wasDone) before.push(recipes.current());
          expect(recipes.current()).toEqual(before.at(-1));
        }
        while (before.length > 1) {
          before.pop();
          recipes.undo();
          expect(recipes.current()).toEqual(before.at(-1));
        }
      }),
    );
  });

  it('has amounts that are finite and above 0', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 15 }), (commands) => {
        recipes.show(PANCAKES);
        for (const { do: what, factor: by } of commands) carryOut(what, by);
        for (const amount of amounts().slice(0, 2)) {
          expect(Number.isFinite(amount)).toBe(true);
          expect(amount).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('is the same after scaling by a number and by its inverse', () => {
    fc.assert(
      fc.property(factor, (by) => {
        recipes.show(PANCAKES);
        const before = recipes.current();
        recipes.scale(by);
        recipes.scale(1 / by);
        expect({ ...recipes.current(), factor: 1 }).toEqual({ ...before, factor: 1 });
      }),
    );
  });
});
