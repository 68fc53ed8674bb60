import { describe, expect, it } from 'vitest';
import { scaleStep } from './scale-step.ts';

const INGREDIENTS = [
  { amount: 2, unit: '', name: 'large eggs' },
  { amount: 1, unit: '', name: 'onion' },
  { amount: 100, unit: 'g', name: 'flour' },
];

describe('scaleStep', () => {
  it.each([
    ['Add 100 grams of flour.', 2, 'Add 200 grams of flour.'],
    ['Add 100g flour and 1/2 cup milk.', 2, 'Add 200g flour and 1 cup milk.'],
    ['Add 1 cup milk.', 2, 'Add 2 cups milk.'],
    ['Add ½ cup milk.', 3, 'Add 1 1/2 cups milk.'],
    ['Add 2 cups milk.', 0.5, 'Add 1 cup milk.'],
    ['Add 1-1/2 tsp salt.', 2, 'Add 3 tsp salt.'],
    ['Add 2–3 tablespoons sugar.', 2, 'Add 4–6 tablespoons sugar.'],
    ['Add a cup of milk.', 2, 'Add 2 cups of milk.'],
    ['Beat in 2 eggs.', 2, 'Beat in 4 eggs.'],
    ['Beat in two large eggs.', 1.5, 'Beat in 3 large eggs.'],
    ['Gib 200 g Mehl und 2 EL Zucker dazu.', 2, 'Gib 400 g Mehl und 4 EL Zucker dazu.'],
    ['Ajoutez 2 c. à s. de sucre.', 2, 'Ajoutez 4 c. à s. de sucre.'],
  ])('of "%s" by %d is "%s"', (step, factor, scaled) => {
    expect(scaleStep(step, factor, INGREDIENTS)).toBe(scaled);
  });

  it.each([
    'Bake for 25 minutes at 180 °C.',
    'Bake at 350F in a 9-inch pan for 1 hour.',
    'Divide it into 12 pieces.',
    'Roll it out to 20 x 30 cm.',
    'Go back to step 2.',
    'Whisk until light.',
  ])('leaves alone "%s"', (step) => {
    expect(scaleStep(step, 2, INGREDIENTS)).toBe(step);
  });

  it('by 1 changes no letter', () => {
    expect(scaleStep('Add ½ cup,  twice.', 1, INGREDIENTS)).toBe('Add ½ cup,  twice.');
  });
});
