import { describe, expect, it } from 'vitest';
import { convertMeasure, roundForCook } from './convert-measure.ts';

function convert(amount: number, from: string, to: string, ingredient?: string): number {
  const result = convertMeasure({ amount, from, to, ingredient });
  if (!result.ok) throw new Error(result.failure.reason);
  return roundForCook(result.amount);
}

describe('convertMeasure between units of one kind', () => {
  it.each([
    [1, 'cup', 'tbsp', 16],
    [1, 'tablespoons', 'tsp', 3],
    [2, 'cups', 'ml', 473],
    [1, 'lb', 'g', 454],
    [8, 'oz', 'grams', 227],
    [1.5, 'kg', 'lb', 3.31],
    [1, 'liter', 'cups', 4.23],
    [1, 'Tbsp.', 'ml', 14.8],
  ])('converts %d %s to %s', (amount, from, to, expected) => {
    expect(convert(amount, from, to)).toBe(expected);
  });
});

describe('convertMeasure between volume and weight', () => {
  it.each([
    [1, 'cup', 'g', 'flour', 120],
    [1, 'cup', 'g', 'whole wheat flour', 113],
    [1, 'cup', 'g', 'granulated sugar', 198],
    [1, 'cup', 'g', 'brown sugar', 213],
    [1, 'cup', 'g', 'honey', 336],
    [0.5, 'cup', 'g', 'butter', 113],
    [1, 'tbsp', 'g', 'butter', 14.1],
    [1, 'tsp', 'g', 'salt', 6],
    [240, 'g', 'cups', 'plain flour', 2],
    [8, 'oz', 'cup', 'milk', 1],
    [250, 'ml', 'g', 'water', 240],
  ])('converts %d %s to %s of %s: %d', (amount, from, to, ingredient, expected) => {
    expect(convert(amount, from, to, ingredient)).toBe(expected);
  });
});

describe('convertMeasure without enough data', () => {
  it('requires an ingredient when it converts volume to weight', () => {
    expect(convertMeasure({ amount: 1, from: 'cup', to: 'g' })).toEqual({
      ok: false,
      failure: { reason: 'ingredient_needed' },
    });
  });

  it('returns the unit when it is unknown', () => {
    expect(convertMeasure({ amount: 1, from: 'gizmo', to: 'g' })).toMatchObject({
      ok: false,
      failure: { reason: 'unit_unknown', unit: 'gizmo' },
    });
  });

  it('returns the ingredient when it is unknown', () => {
    expect(convertMeasure({ amount: 1, from: 'cup', to: 'g', ingredient: 'gravel' })).toEqual({
      ok: false,
      failure: { reason: 'ingredient_unknown', ingredient: 'gravel' },
    });
  });
});
