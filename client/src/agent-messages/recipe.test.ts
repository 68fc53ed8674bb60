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

describe('recipe messages', () => {
  it('shows the recipe without a current step before cooking starts', () => {
    expect(app.state.recipe).toEqual(pancakes);
  });

  it('updates the current step of the recipe', () => {
    moveTo(1);
    expect(app.state.recipe).toEqual({ ...pancakes, currentStep: 1 });
  });

  it('ignores a step of another recipe', () => {
    moveTo(1, 'recipe-0');
    expect(app.state.recipe?.currentStep).toBeUndefined();
  });

  it('replaces the recipe with the next one', () => {
    const scones = { ...pancakes, id: 'recipe-2', title: 'Scones' };
    app.room.agentSends({ id: 'm2', type: 'recipe', recipe: scones });
    expect(app.state.recipe).toEqual(scones);
  });
});

describe('usage messages', () => {
  it("shows the agent's latest usage report", () => {
    expect(app.state.usage).toBeUndefined();
    const usage = { durationMs: 60_000, turns: 2, lines: [], costUsd: 0.001 };
    app.room.agentSends({ id: 'm3', type: 'usage', usage });
    expect(app.state.usage).toEqual(usage);
  });
});
