import { describe, expect, it } from 'vitest';
import { convertOven, type OvenScale } from './oven.ts';

type Case = [number, OvenScale, OvenScale, number];

function converted(temperature: number, from: OvenScale, to: OvenScale): unknown {
  const result = convertOven({ temperature, from, to });
  return result.ok ? result.temperature : result.failure;
}

describe('convertOven between degrees', () => {
  it.each<Case>([
    [350, 'fahrenheit', 'celsius', 175],
    [425, 'fahrenheit', 'celsius', 220],
    [180, 'celsius', 'fahrenheit', 355],
    [200, 'celsius', 'fahrenheit', 390],
    [230, 'celsius', 'fahrenheit', 445],
    [180, 'celsius', 'celsius', 180],
  ])('rounds %d %s to %s %d', (temperature, from, to, expected) => {
    expect(converted(temperature, from, to)).toBe(expected);
  });
});

/** https://en.wikipedia.org/wiki/Gas_mark; the round °C of British cookbooks. */
describe('convertOven with gas marks', () => {
  const TABLE: readonly [mark: number, fahrenheit: number, celsius: number][] = [
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
  ];
  it.each(TABLE)(
    'converts gas mark %d to %d °F and %d °C, and back',
    (mark, fahrenheit, celsius) => {
      expect(converted(mark, 'gas', 'fahrenheit')).toBe(fahrenheit);
      expect(converted(mark, 'gas', 'celsius')).toBe(celsius);
      expect(converted(fahrenheit, 'fahrenheit', 'gas')).toBe(mark);
      expect(converted(celsius, 'celsius', 'gas')).toBe(mark);
    },
  );

  it('rounds to the nearest gas mark', () => {
    expect(converted(205, 'celsius', 'gas')).toBe(6);
  });
});

describe('convertOven with fan ovens', () => {
  it.each<[...Case, boolean, number | undefined]>([
    [180, 'celsius', 'celsius', 180, false, 160],
    [350, 'fahrenheit', 'fahrenheit', 350, false, 325],
    [350, 'fahrenheit', 'celsius', 175, false, 155],
    [160, 'celsius', 'celsius', 180, true, 160],
    [325, 'fahrenheit', 'fahrenheit', 350, true, 325],
    [180, 'celsius', 'gas', 6, true, undefined],
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

it.each<[number, OvenScale]>([
  [11, 'gas'],
  [3.7, 'gas'],
  [0, 'celsius'],
  [900, 'celsius'],
  [20, 'fahrenheit'],
  [Number.NaN, 'celsius'],
])('convertOven rejects %d %s', (temperature, from) => {
  expect(converted(temperature, from, 'celsius')).toBe('not_an_oven_temperature');
});
