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
    expect(scaleStep(step, { factor, units: 'as_written' }, INGREDIENTS)).toBe(scaled);
  });

  it.each([
    'Bake for 25 minutes at 180 °C.',
    'Bake at 350F in a 9-inch pan for 1 hour.',
    'Divide it into 12 pieces.',
    'Roll it out to 20 x 30 cm.',
    'Go back to step 2.',
    'Whisk until light.',
    'Beat in half the eggs.',
    'Beat in the eggs, 1 egg at a time.',
    'Add the water 1 tablespoon at a time.',
    'Open a 14-ounce can of milk.',
    'Shape it into 50 g pieces.',
    'Shape it into balls of 30 g.',
    'Form 12 balls, 30 g each.',
    'Kugeln zu 30 g formen.',
  ])('leaves alone "%s"', (step) => {
    expect(scaleStep(step, { factor: 2, units: 'metric' }, INGREDIENTS)).toBe(step);
  });

  it.each([
    ['Add 1 cup of flour.', 'metric', 'Add 120 g of flour.'],
    ['Add 1–2 cups flour.', 'metric', 'Add 120–240 g flour.'],
    ['Add 1 cup milk and 2 eggs.', 'metric', 'Add 237 ml milk and 2 eggs.'],
    ['Add 240 g flour.', 'us_cups', 'Add 2 cups flour.'],
    ['Add 1 tsp salt.', 'metric', 'Add 1 tsp salt.'],
  ] as const)('of "%s" in %s is "%s"', (step, units, shown) => {
    expect(scaleStep(step, { factor: 1, units }, INGREDIENTS)).toBe(shown);
  });

  it('of a recipe as it was written changes no letter', () => {
    const view = { factor: 1, units: 'as_written' } as const;
    expect(scaleStep('Add ½ cup,  twice.', view, INGREDIENTS)).toBe('Add ½ cup,  twice.');
  });
});
