import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertDegrees, parseTemperature } from './temperature.ts';

/** USDA's safe minimum temperatures, stages of sugar, refrigerators: https://www.fsis.usda.gov */
describe('convertDegrees', () => {
  it.each([
    [145, 63],
    [160, 71],
    [165, 74],
    [238, 114],
    [300, 149],
    [95, 35],
    [40, 4],
    [0, -18],
    [32, 0],
    [-40, -40],
    [212, 100],
  ])('converts %d °F to %d °C', (fahrenheit, celsius) => {
    expect(convertDegrees(fahrenheit, 'fahrenheit', 'celsius')).toBe(celsius);
  });

  it.each([
    [63, 145],
    [71, 160],
    [74, 165],
    [4, 39],
    [-18, 0],
    [37, 99],
  ])('converts %d °C to %d °F', (celsius, fahrenheit) => {
    expect(convertDegrees(celsius, 'celsius', 'fahrenheit')).toBe(fahrenheit);
  });

  it('comes back to the same degree', () => {
    assert(
      property(integer({ min: -300, max: 3000 }), (celsius) => {
        const fahrenheit = convertDegrees(celsius, 'celsius', 'fahrenheit');
        expect(convertDegrees(fahrenheit, 'fahrenheit', 'celsius')).toBe(celsius);
      }),
    );
  });
});

describe('parseTemperature', () => {
  it.each([
    ['350°F', { temperature: 350, scale: 'fahrenheit' }],
    ['350F', { temperature: 350, scale: 'fahrenheit' }],
    ['180℃', { temperature: 180, scale: 'celsius' }],
    ['three hundred fifty degrees Fahrenheit', { temperature: 350, scale: 'fahrenheit' }],
    ['gas mark 4½', { temperature: 4.5, scale: 'gas' }],
    ['Gas 1/2', { temperature: 0.5, scale: 'gas' }],
    ['th. 6', { temperature: 180, scale: 'celsius' }],
    ['minus 18 °C', { temperature: -18, scale: 'celsius' }],
    ['180 Grad', { temperature: 180 }],
    ['180 fan', { temperature: 180, fan: true }],
    ['180 with a fan', { temperature: 180, fan: true }],
    ['180 °C Umluft', { temperature: 180, scale: 'celsius', fan: true }],
    ['bake at 180C for 30 min', { temperature: 180, scale: 'celsius' }],
  ])('reads %s', (text, expected) => {
    expect(parseTemperature(text)).toEqual({ fan: false, ...expected });
  });

  it.each(['2 cups', 'hot', '30 minutes', ''])('finds no temperature in "%s"', (text) => {
    expect(parseTemperature(text)).toBeUndefined();
  });
});
