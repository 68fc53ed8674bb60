export type OvenScale = 'celsius' | 'fahrenheit' | 'gas';

/**
 * Reduction for a fan oven: 20 °C (Which?, oven temperature conversion; Smeg UK) and 25 °F (King Arthur Baking, on convection
 * ovens). Gas ovens rarely have a fan.
 */
const FAN_REDUCTION = { celsius: 20, fahrenheit: 25 } as const;

type Mark = { readonly mark: number; readonly fahrenheit: number; readonly celsius: number };

/**
 * Gas marks in °F (https://en.wikipedia.org/wiki/Gas_mark) and in the round °C of British cookbooks (BBC Good Food, oven
 * temperature conversion).
 */
const GAS_MARKS: readonly Mark[] = [
  { mark: 0.25, fahrenheit: 225, celsius: 110 },
  { mark: 0.5, fahrenheit: 250, celsius: 120 },
  { mark: 1, fahrenheit: 275, celsius: 140 },
  { mark: 2, fahrenheit: 300, celsius: 150 },
  { mark: 3, fahrenheit: 325, celsius: 160 },
  { mark: 4, fahrenheit: 350, celsius: 180 },
  { mark: 5, fahrenheit: 375, celsius: 190 },
  { mark: 6, fahrenheit: 400, celsius: 200 },
  { mark: 7, fahrenheit: 425, celsius: 220 },
  { mark: 8, fahrenheit: 450, celsius: 230 },
  { mark: 9, fahrenheit: 475, celsius: 240 },
  { mark: 10, fahrenheit: 500, celsius: 260 },
];

export type OvenSetting = {
  readonly temperature: number;
  readonly from: OvenScale;
  readonly to: OvenScale;
  /** Whether the temperature is for a fan (convection) oven. */
  readonly fan?: boolean | undefined;
};

export type OvenConversion =
  | {
      readonly ok: true;
      /** Without a fan. */
      readonly temperature: number;
      /** The same bake in a fan oven; absent for gas. */
      readonly withFan?: number;
    }
  | { readonly ok: false; readonly failure: 'not_an_oven_temperature' };

/** Range of household ovens, in °C. */
const COOLEST_C = 40;
const HOTTEST_C = 350;

/** Converts an oven setting between scales, rounded to the marks of a dial. */
export function convertOven({ temperature, from, to, fan = false }: OvenSetting): OvenConversion {
  if (from === 'gas' && !GAS_MARKS.some(({ mark }) => mark === temperature)) return NO_OVEN;
  const plain = fan && from !== 'gas' ? temperature + FAN_REDUCTION[from] : temperature;
  const celsius = convert(plain, from, 'celsius');
  if (!(celsius >= COOLEST_C && celsius <= HOTTEST_C)) return NO_OVEN;
  const converted = roundForDial(convert(plain, from, to), to);
  if (to === 'gas') return { ok: true, temperature: converted };
  // Unchanged, not rounded, when the given temperature is for a fan oven on the same scale.
  const withFan = fan && from === to ? temperature : converted - FAN_REDUCTION[to];
  return { ok: true, temperature: converted, withFan };
}

const NO_OVEN: OvenConversion = { ok: false, failure: 'not_an_oven_temperature' };

function convert(temperature: number, from: OvenScale, to: OvenScale): number {
  if (from === to) return temperature;
  if (from === 'gas') return markOf('mark', temperature)[to === 'gas' ? 'mark' : to];
  if (to === 'gas') return markOf(from, temperature).mark;
  return to === 'celsius' ? ((temperature - 32) * 5) / 9 : (temperature * 9) / 5 + 32;
}

/** The gas mark nearest to a value on one of the scales. */
function markOf(scale: keyof Mark, value: number): Mark {
  return GAS_MARKS.reduce((best, each) =>
    Math.abs(each[scale] - value) < Math.abs(best[scale] - value) ? each : best,
  );
}

function roundForDial(temperature: number, scale: OvenScale): number {
  return scale === 'gas' ? temperature : Math.round(temperature / 5) * 5;
}
