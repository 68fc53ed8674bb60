import { type DegreeScale, exactDegrees, type OvenScale } from './temperature.ts';

/**
 * Reduction for a fan oven: 20 °C (Which?, oven temperature conversion; Smeg UK) and 25 °F (King Arthur Baking, on convection
 * ovens). Gas ovens rarely have a fan.
 */
const FAN_REDUCTION = { celsius: 20, fahrenheit: 25 } as const;

type Setting = { readonly mark: number; readonly fahrenheit: number; readonly celsius: number };

/**
 * Settings that cookbooks take for one another: gas marks in °F (https://en.wikipedia.org/wiki/Gas_mark) and in the round °C of
 * British cookbooks (BBC Good Food, oven temperature conversion).
 */
const DIAL = [
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
] as const satisfies readonly Setting[];
/** Below it, a dial has no steps, and degrees are converted exactly. */
const COOLEST_DIAL = { fahrenheit: 221, celsius: 105 } as const;

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
      /** The same bake in a fan oven; absent for gas, and for warmth in which nothing bakes. */
      readonly withFan?: number;
    }
  | {
      readonly ok: false;
      readonly failure: 'not_an_oven_temperature';
      /** Whether it is off the household oven's scale, off the gas scale, or no mark. */
      readonly why: 'below_oven' | 'above_oven' | 'below_gas' | 'above_gas' | 'no_such_mark';
    };

/** Range of household ovens, in °C. */
const COOLEST_C = 30;
const HOTTEST_C = 350;
/** Hottest setting that rounds to gas mark 10, in °C. */
const HOTTEST_GAS_C = 270;

/** Converts an oven setting between scales, to the steps of a dial: the same answer whichever scale is asked first. */
export function convertOven({ temperature, from, to, fan = false }: OvenSetting): OvenConversion {
  if (from === 'gas' && !isMark(temperature)) return notAnOven('no_such_mark');
  const plain = fan && from !== 'gas' ? temperature + FAN_REDUCTION[from] : temperature;
  const celsius = from === to && to === 'celsius' ? plain : onDial(plain, from, 'celsius');
  if (!(celsius >= COOLEST_C)) return notAnOven('below_oven');
  if (celsius > HOTTEST_C) return notAnOven('above_oven');
  if (to === 'gas') return toGas(plain, from, celsius);
  const converted = from === to ? plain : round(onDial(plain, from, to), to);
  if (celsius < COOLEST_DIAL.celsius) return { ok: true, temperature: converted };
  // Unchanged, not rounded, when the given temperature is for a fan oven on the same scale.
  const withFan = fan && from === to ? temperature : converted - FAN_REDUCTION[to];
  return { ok: true, temperature: converted, withFan };
}

function notAnOven(why: Extract<OvenConversion, { ok: false }>['why']): OvenConversion {
  return { ok: false, failure: 'not_an_oven_temperature', why };
}

function isMark(mark: number): boolean {
  return mark === 0.25 || (mark >= 0.5 && mark <= 10 && Number.isInteger(mark * 2));
}

function toGas(plain: number, from: OvenScale, celsius: number): OvenConversion {
  if (celsius < COOLEST_DIAL.celsius) return notAnOven('below_gas');
  if (celsius > HOTTEST_GAS_C) return notAnOven('above_gas');
  return {
    ok: true,
    temperature: nearestMark(from === 'gas' ? plain : onDial(plain, from, 'mark')),
  };
}

/** Halves between whole marks, and a quarter at the bottom; a whole mark if two are as near. */
function nearestMark(mark: number): number {
  if (mark < 0.375) return 0.25;
  return Math.min(10, Math.max(0.5, Math.ceil(mark * 2 - 0.5) / 2));
}

/** Interpolates between the cookbooks' settings, so that there and back is the same. */
function onDial(value: number, from: OvenScale, to: OvenScale | 'mark'): number {
  const [given, wanted] = [fieldOf(from), fieldOf(to)];
  const coolest: Setting = { mark: 0.25, ...COOLEST_DIAL };
  const steps: readonly Setting[] = given === 'mark' ? DIAL : [coolest, ...DIAL];
  const upper = steps.find((step) => step[given] >= value);
  const lower = steps.findLast((step) => step[given] <= value);
  if (!lower || !upper) return offDial(value, given, wanted);
  if (upper[given] === lower[given]) return upper[wanted];
  const share = (value - lower[given]) / (upper[given] - lower[given]);
  return lower[wanted] + share * (upper[wanted] - lower[wanted]);
}

function offDial(value: number, given: keyof Setting, wanted: keyof Setting): number {
  if (given === 'mark') return Number.NaN;
  if (wanted === 'mark') return 10;
  return exactDegrees(value, given, wanted);
}

function fieldOf(scale: OvenScale | 'mark'): keyof Setting {
  return scale === 'gas' ? 'mark' : scale;
}

/** To five degrees where dials have such steps, to one below. */
function round(temperature: number, scale: DegreeScale): number {
  const step = temperature < DIAL[0][scale] ? 1 : 5;
  return Math.round(temperature / step) * step;
}
