import type { Recipe } from '@bakebot/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { ServiceHarness } from '../../test/service-harness.ts';

const pancakes: Recipe = {
  id: 'recipe-1',
  title: 'Pancakes',
  servings: 4,
  ingredients: [{ amount: 200, unit: 'g', name: 'flour' }],
  steps: ['Whisk.', 'Bake.'],
};

let app: ServiceHarness;

beforeEach(async () => {
  app = new ServiceHarness();
  await app.connectWithAgent();
  app.room.agentSends({ id: 'm1', type: 'recipe', recipe: pancakes });
});

function moveTo(currentStep: number, recipeId = pancakes.id): void {
  app.room.agentSends({ id: `step-${currentStep}`, type: 'recipe_step', recipeId, currentStep });
}

describe('the recipe on the counter', () => {
  it('is shown, and cooking has not begun', () => {
    expect(app.state.recipe).toEqual(pancakes);
  });

  it('follows the cook from step to step', () => {
    moveTo(1);
    expect(app.state.recipe).toEqual({ ...pancakes, currentStep: 1 });
  });

  it('is not moved by a step of another recipe', () => {
    moveTo(1, 'recipe-0');
    expect(app.state.recipe?.currentStep).toBeUndefined();
  });

  it('makes room for the next one', () => {
    const scones = { ...pancakes, id: 'recipe-2', title: 'Scones' };
    app.room.agentSends({ id: 'm2', type: 'recipe', recipe: scones });
    expect(app.state.recipe).toEqual(scones);
  });
});

describe('usage', () => {
  it('is what the agent counted last', () => {
    expect(app.state.usage).toBeUndefined();
    const usage = { durationMs: 60_000, turns: 2, lines: [], costUsd: 0.001 };
    app.room.agentSends({ id: 'm3', type: 'usage', usage });
    expect(app.state.usage).toEqual(usage);
  });
});
