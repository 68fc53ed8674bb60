import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertOven } from './oven.ts';
import type { OvenScale } from './temperature.ts';

type Case = [number, OvenScale, OvenScale, number];

function converted(temperature: number, from: OvenScale, to: OvenScale): unknown {
  const result = convertOven({ temperature, from, to });
  return result.ok ? result.temperature : result.why;
}

/** https://en.wikipedia.org/wiki/Gas_mark; the round °C of British cookbooks. */
const DIAL: readonly [mark: number, fahrenheit: number, celsius: number][] = [
  [0.25, 225, 110],
  [0.5, 250, 120],
  [1, 275, 140],
  [2, 300, 150],
  [3, 325, 160],
  [4, 350, 180],
  [5, 375, 190],
  [6, 400, 200],
  [7, 425, 220],
  [8, 450, 230],
  [9, 475, 240],
  [10, 500, 260],
];

describe('convertOven', () => {
  it.each(DIAL)(
    'takes gas mark %d, %d °F and %d °C for one setting',
    (mark, fahrenheit, celsius) => {
      expect(converted(mark, 'gas', 'fahrenheit')).toBe(fahrenheit);
      expect(converted(mark, 'gas', 'celsius')).toBe(celsius);
      expect(converted(fahrenheit, 'fahrenheit', 'gas')).toBe(mark);
      expect(converted(fahrenheit, 'fahrenheit', 'celsius')).toBe(celsius);
      expect(converted(celsius, 'celsius', 'gas')).toBe(mark);
      expect(converted(celsius, 'celsius', 'fahrenheit')).toBe(fahrenheit);
    },
  );

  it.each<Case>([
    [175, 'celsius', 'fahrenheit', 345],
    [345, 'fahrenheit', 'celsius', 175],
    [550, 'fahrenheit', 'celsius', 290],
    [4.5, 'gas', 'celsius', 185],
    [185, 'celsius', 'gas', 4.5],
    [205, 'celsius', 'gas', 6],
    [180, 'celsius', 'celsius', 180],
    [160, 'fahrenheit', 'celsius', 71],
    [50, 'celsius', 'fahrenheit', 122],
  ])('converts %d %s to %s %d', (temperature, from, to, expected) => {
    expect(converted(temperature, from, to)).toBe(expected);
  });

  it('comes back to the same setting, within a step of the dial', () => {
    assert(
      property(integer({ min: 40, max: 330 }), (celsius) => {
        const there = convertOven({ temperature: celsius, from: 'celsius', to: 'fahrenheit' });
        const fahrenheit = there.ok ? there.temperature : Number.NaN;
        expect(converted(fahrenheit, 'fahrenheit', 'celsius')).toSatisfy(
          (back: number) => Math.abs(back - celsius) <= 5,
        );
      }),
    );
  });
});

describe('convertOven with fan ovens', () => {
  it.each<[...Case, boolean, number | undefined]>([
    [180, 'celsius', 'celsius', 180, false, 160],
    [350, 'fahrenheit', 'fahrenheit', 350, false, 325],
    [350, 'fahrenheit', 'celsius', 180, false, 160],
    [160, 'celsius', 'celsius', 180, true, 160],
    [325, 'fahrenheit', 'fahrenheit', 350, true, 325],
    [180, 'celsius', 'gas', 6, true, undefined],
    [50, 'celsius', 'celsius', 50, false, undefined],
  ])(
    'converts %d %s to %s %d when the setting is for a fan oven: %s; with a fan %s',
    (temperature, from, to, plain, fan, withFan) => {
      expect(convertOven({ temperature, from, to, fan })).toEqual({
        ok: true,
        temperature: plain,
        ...(withFan !== undefined && { withFan }),
      });
    },
  );
});

it.each<[number, OvenScale, OvenScale, string]>([
  [50, 'celsius', 'gas', 'below_gas'],
  [150, 'fahrenheit', 'gas', 'below_gas'],
  [300, 'celsius', 'gas', 'above_gas'],
  [11, 'gas', 'celsius', 'no_such_mark'],
  [3.7, 'gas', 'celsius', 'no_such_mark'],
  [0, 'celsius', 'fahrenheit', 'below_oven'],
  [900, 'celsius', 'fahrenheit', 'above_oven'],
  [20, 'fahrenheit', 'celsius', 'below_oven'],
  [Number.NaN, 'celsius', 'fahrenheit', 'below_oven'],
])('convertOven rejects %d %s in %s: %s', (temperature, from, to, why) => {
  expect(converted(temperature, from, to)).toBe(why);
});
