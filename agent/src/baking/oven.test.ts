import { describe, expect, it } from 'vitest';
import { convertOven, type OvenScale, roundForDial } from './oven.ts';

describe('oven scales', () => {
  it.each<[number, OvenScale, OvenScale, number]>([
    [350, 'fahrenheit', 'celsius', 175],
    [180, 'celsius', 'fahrenheit', 355],
    [200, 'celsius', 'fahrenheit', 390],
    [425, 'fahrenheit', 'celsius', 220],
    [4, 'gas', 'fahrenheit', 350],
    [6, 'gas', 'celsius', 205],
    [1, 'gas', 'fahrenheit', 275],
    [0.5, 'gas', 'fahrenheit', 240],
    [180, 'celsius', 'gas', 4],
    [220, 'celsius', 'gas', 7],
    [110, 'celsius', 'gas', 0.25],
    [180, 'celsius', 'celsius', 180],
  ])('%d %s is %s %d on the dial', (temperature, from, to, expected) => {
    expect(roundForDial(convertOven(temperature, from, to), to)).toBe(expected);
  });
});
