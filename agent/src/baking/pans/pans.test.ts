import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacityOf, comparePans, type Pan, PAN_SHAPES, type PanShape } from './pans.ts';

const CUP_ML = 236.588;

function inch(shape: PanShape, size: number, rest: Partial<Pan> = {}): Pan {
  return { shape, unit: 'inch', size, ...rest };
}

function cm(shape: PanShape, size: number, rest: Partial<Pan> = {}): Pan {
  return { shape, unit: 'cm', size, ...rest };
}

const loaf = (size: number, width: number) => inch('loaf', size, { width });
const sheet = (size: number, width: number) => inch('rectangular', size, { width });

function factorOf(from: Pan, to: Pan): number {
  const compared = comparePans(from, to);
  if (!compared.ok) throw new Error(`${compared.failure} of ${compared.pan}`);
  return compared.factor;
}

describe('comparePans', () => {
  it.each([
    ['8 inch round to 9 inch round', inch('round', 8), inch('round', 9), 81 / 64],
    ['9 inch round to 8 inch round', inch('round', 9), inch('round', 8), 64 / 81],
    ['8 inch square to 9 by 13', inch('square', 8), sheet(13, 9), 117 / 64],
    [
      '9 inch round to 8 inch square',
      inch('round', 9),
      inch('square', 8),
      64 / (Math.PI * 4.5 ** 2),
    ],
    ['20 cm to 23 cm round', cm('round', 20), cm('round', 23), 529 / 400],
    ['20.32 cm to 8 inch round', cm('round', 20.32), inch('round', 8), 1],
    ['a round pan to a springform', inch('round', 9), inch('springform', 9), 1],
    [
      'two 8 inch rounds to 9 by 13',
      inch('round', 8, { count: 2 }),
      sheet(13, 9),
      117 / (32 * Math.PI),
    ],
    ['26 cm to two 20 cm rounds', cm('round', 26), cm('round', 20, { count: 2 }), 800 / 676],
  ] as const)('compares by area: %s', (_, from, to, factor) => {
    expect(comparePans(from, to)).toMatchObject({ ok: true, basis: 'area' });
    expect(factorOf(from, to)).toBeCloseTo(factor, 6);
  });

  it.each([
    ['a small loaf pan to a large one', loaf(8.5, 4.5), loaf(9, 5), 8 / 6],
    ['a loaf pan given short side first', loaf(5, 9), loaf(8.5, 4.5), 6 / 8],
    ['a bundt pan to two large loaf pans', inch('bundt', 10), { ...loaf(9, 5), count: 2 }, 16 / 12],
    ['a bundt pan of 23 cm', cm('bundt', 23), inch('bundt', 10), 12 / 9],
    ['a tube pan to a bundt pan', inch('tube', 10), inch('bundt', 10), 12 / 16],
    ['a deeper round pan', inch('round', 9, { depth: 2 }), inch('round', 9, { depth: 3 }), 1.5],
    [
      'a bundt pan to 24 muffins',
      inch('bundt', 10),
      { shape: 'muffin', unit: 'inch', count: 24 },
      1,
    ],
    ['a capacity in milliliters', cm('bundt', 30, { ml: 1500 }), cm('loaf', 1, { ml: 3000 }), 2],
    ['a capacity in cups', cm('bundt', 30, { cups: 6 }), cm('loaf', 1, { ml: 6 * CUP_ML }), 1],
  ] as const)('compares by volume: %s', (_, from, to, factor) => {
    expect(comparePans(from, to)).toMatchObject({ ok: true, basis: 'volume' });
    expect(factorOf(from, to)).toBeCloseTo(factor, 6);
  });

  /** Cups to the brim of both: https://www.joyofbaking.com/PanSizes.html */
  it.each([
    ['9 inch round to a 9 by 5 loaf', inch('round', 9), loaf(9, 5), 8 / 8],
    ['8 inch round to a 9 by 5 loaf', inch('round', 8), loaf(9, 5), 8 / 6],
    ['8 inch square to a 10 inch bundt', inch('square', 8), inch('bundt', 10), 12 / 8],
    ['9 by 13 to a 10 inch bundt', sheet(13, 9), inch('bundt', 10), 12 / 14],
    [
      '8 inch round to 12 muffins',
      inch('round', 8),
      { shape: 'muffin', unit: 'inch', count: 12 },
      1,
    ],
  ] as const)('agrees with the chart within 5 points: %s', (_, from, to, factor) => {
    expect(Math.abs(factorOf(from, to) - factor)).toBeLessThan(0.05);
  });

  it.each([
    ['a width', inch('rectangular', 13), 'width_needed'],
    ['a size', { shape: 'round', unit: 'cm' }, 'size_needed'],
    ['the capacity of a very large bundt', inch('bundt', 14), 'capacity_needed'],
    ['the width of a loaf pan', cm('loaf', 35), 'width_needed'],
  ] as const)('returns that %s is missing', (_, pan, failure) => {
    expect(comparePans(pan, inch('round', 9))).toEqual({ ok: false, failure, pan: 'from' });
    expect(comparePans(inch('bundt', 9), pan)).toEqual({ ok: false, failure, pan: 'to' });
  });

  it('returns 1 there and back, and never a number that is not finite', () => {
    const measure = fc.option(fc.double({ min: 0.1, max: 1000, noNaN: true }), { nil: undefined });
    const pan = fc.record({
      shape: fc.constantFrom(...PAN_SHAPES),
      unit: fc.constantFrom('inch' as const, 'cm' as const),
      size: measure,
      width: measure,
      depth: measure,
      ml: measure,
      count: fc.option(fc.integer({ min: 1, max: 48 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(pan, pan, (from, to) => {
        const [there, back] = [comparePans(from, to), comparePans(to, from)];
        if (!there.ok || !back.ok) return;
        expect(there.factor).toBeGreaterThan(0);
        expect(there.factor * back.factor).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('capacityOf is near the measured capacity', () => {
  /** https://www.joyofbaking.com/PanSizes.html and https://www.mygourmetconnection.com/baking-pans-sizes-volume/ */
  it.each([
    ['8 by 2 round', inch('round', 8, { depth: 2 }), 6],
    ['9 by 2 round', inch('round', 9, { depth: 2 }), 8],
    ['10 by 2 round', inch('round', 10, { depth: 2 }), 11],
    ['8 inch square', inch('square', 8, { depth: 2 }), 8],
    ['9 inch square', inch('square', 9, { depth: 2 }), 10],
    ['10 inch square', inch('square', 10, { depth: 2 }), 12],
    ['9 by 13', inch('rectangular', 13, { width: 9, depth: 2 }), 14],
    ['9 by 2.5 springform', inch('springform', 9), 10],
    ['9 by 3 springform', inch('springform', 9, { depth: 3 }), 12],
    ['10 by 2.5 springform', inch('springform', 10), 12],
    ['9 inch tube', inch('tube', 9), 12],
    ['8.5 by 4.5 loaf with its depth', inch('loaf', 8.5, { width: 4.5, depth: 2.5 }), 6],
  ] as const)('of a %s pan', (_, pan, cups) => {
    const capacity = Number(capacityOf(pan)) / CUP_ML;
    // Charts round to whole cups.
    expect(capacity / cups).toBeGreaterThan(0.87);
    expect(capacity / cups).toBeLessThan(1.13);
  });

  it.each([
    ['25 by 11 cm loaf', cm('loaf', 25, { width: 11 }), 1600],
    ['30 by 11 cm loaf', cm('loaf', 30, { width: 11 }), 1900],
    ['22 cm bundt', cm('bundt', 22), 2000],
    ['8 inch bundt', inch('bundt', 8), 1650],
  ] as const)('of a %s pan, which the chart lacks: about %d', (_, pan, ml) => {
    expect(Math.abs(Number(capacityOf(pan)) / ml - 1)).toBeLessThan(0.1);
  });
});
