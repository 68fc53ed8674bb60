import { describe, expect, it } from 'vitest';
import { comparePans, type Pan } from './pans.ts';

const round = (size: number, depth?: number): Pan => ({
  shape: 'round',
  unit: 'inch',
  size,
  depth,
});
const square = (size: number): Pan => ({ shape: 'square', unit: 'inch', size });
const sheet = (size: number, width: number): Pan => ({
  shape: 'rectangular',
  unit: 'inch',
  size,
  width,
});
const loaf = (size: number, width: number): Pan => ({ shape: 'loaf', unit: 'inch', size, width });
const bundt = (size: number): Pan => ({ shape: 'bundt', unit: 'inch', size });

describe('comparePans compares straight pans by area', () => {
  it.each([
    ['8 inch round to 9 inch round', round(8), round(9), 81 / 64],
    ['9 inch round to 8 inch round', round(9), round(8), 64 / 81],
    ['8 inch square to 9 by 13', square(8), sheet(13, 9), 117 / 64],
    ['9 inch round to 8 inch square', round(9), square(8), 64 / (Math.PI * 4.5 ** 2)],
    ['20 cm to 23 cm round', { ...round(20), unit: 'cm' }, { ...round(23), unit: 'cm' }, 529 / 400],
    ['20 cm to 8 inch round', { ...round(20.32), unit: 'cm' }, round(8), 1],
  ] as const)('compares by area: %s', (_, from, to, factor) => {
    const compared = comparePans(from, to);
    expect(compared).toMatchObject({ ok: true, basis: 'area' });
    expect(compared.ok && compared.factor).toBeCloseTo(factor, 6);
  });
});

/** Volumes to the brim: https://www.joyofbaking.com/PanSizes.html, https://craftybaking.com/how-to/baking-pans-substitution-chart */
describe('comparePans compares other pans by volume', () => {
  it.each([
    ['a small loaf pan to a large one', loaf(8.5, 4.5), loaf(9, 5), 8 / 6],
    ['a bundt pan to two large loaf pans', bundt(10), { ...loaf(9, 5), cups: 16 }, 16 / 12],
    ['a bundt pan of 23 cm', { ...bundt(23), unit: 'cm' }, bundt(10), 12 / 9],
    ['a deeper round pan', round(9, 2), round(9, 3), 1.5],
  ] as const)('compares by volume: %s', (_, from, to, factor) => {
    const compared = comparePans(from, to);
    expect(compared).toMatchObject({ ok: true, basis: 'volume' });
    expect(compared.ok && compared.factor).toBeCloseTo(factor, 6);
  });

  it.each([
    ['6 inch round', round(6, 2), 4],
    ['8 inch round', round(8, 2), 6],
    ['9 inch round', round(9, 2), 8],
    ['8 inch square', square(8), 8],
    ['9 inch square', square(9), 10],
    ['9 by 13', sheet(13, 9), 14],
  ] as const)('computes about the chart’s volume for a %s pan', (_, pan, cups) => {
    const compared = comparePans({ ...pan, cups }, { ...pan, cups: undefined, depth: 2 });
    // Charts round to whole cups, and real pans have rounded rims and corners.
    expect(compared.ok && compared.factor).toBeGreaterThan(0.9);
    expect(compared.ok && compared.factor).toBeLessThan(1.2);
  });
});

it('comparePans returns the missing measure', () => {
  const rectangle: Pan = { shape: 'rectangular', unit: 'inch', size: 13 };
  expect(comparePans(rectangle, round(9))).toEqual({
    ok: false,
    failure: 'width_needed',
    pan: 'from',
  });
  expect(comparePans(round(9), bundt(14))).toEqual({
    ok: false,
    failure: 'capacity_needed',
    pan: 'to',
  });
});
