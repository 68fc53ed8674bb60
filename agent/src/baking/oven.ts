export type OvenScale = 'celsius' | 'fahrenheit' | 'gas';

/** How much cooler a fan oven is set for the same bake, in °C (the usual advice of oven makers and cookbooks). */
export const FAN_REDUCTION_C = 20;

/**
 * Gas marks in °F: mark 1 is 275 °F and each further mark 25 °F more; the half and the quarter lie below.
 * https://en.wikipedia.org/wiki/Gas_mark
 */
function gasToFahrenheit(mark: number): number {
  return mark >= 1 ? 250 + 25 * mark : 225 + 50 * (mark - 0.25);
}

function fahrenheitToGas(fahrenheit: number): number {
  const mark = (fahrenheit - 250) / 25;
  if (mark >= 1) return Math.round(mark);
  return fahrenheit >= 238 ? 0.5 : 0.25;
}

/** Converts an oven setting between scales; exact, not yet rounded for a dial. */
export function convertOven(temperature: number, from: OvenScale, to: OvenScale): number {
  if (from === to) return temperature;
  const fahrenheit = toFahrenheit(temperature, from);
  switch (to) {
    case 'fahrenheit':
      return fahrenheit;
    case 'celsius':
      return ((fahrenheit - 32) * 5) / 9;
    case 'gas':
      return fahrenheitToGas(fahrenheit);
  }
}

function toFahrenheit(temperature: number, from: OvenScale): number {
  switch (from) {
    case 'fahrenheit':
      return temperature;
    case 'celsius':
      return (temperature * 9) / 5 + 32;
    case 'gas':
      return gasToFahrenheit(temperature);
  }
}

/** Rounds to what a dial can show: 5 °C, 5 °F, and the gas marks themselves. */
export function roundForDial(temperature: number, scale: OvenScale): number {
  return scale === 'gas' ? temperature : Math.round(temperature / 5) * 5;
}
