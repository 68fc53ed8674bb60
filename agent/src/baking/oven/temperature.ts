import { matchAt, numberAt, tidyText } from '../measures/numbers.ts';

export type DegreeScale = 'celsius' | 'fahrenheit';
export type OvenScale = DegreeScale | 'gas';

/** Converts degrees exactly, rounded to whole ones: for food, sugar, water and refrigerators. */
export function convertDegrees(temperature: number, from: DegreeScale, to: DegreeScale): number {
  return roundDegrees(exactDegrees(temperature, from, to));
}

/** Converts degrees without rounding. */
export function exactDegrees(temperature: number, from: DegreeScale, to: DegreeScale): number {
  if (from === to) return temperature;
  return to === 'celsius' ? ((temperature - 32) * 5) / 9 : (temperature * 9) / 5 + 32;
}

function roundDegrees(temperature: number): number {
  return Math.round(temperature) + 0;
}

export type SaidTemperature = {
  readonly temperature: number;
  /** Missing when only "degrees" was said. */
  readonly scale?: OvenScale;
  readonly fan: boolean;
};

const GAS = /(?:gas(?:\s?mark)?|gasstufe|(?:gas )?stufe|regulo|marca de gas|ガスマーク)\s?/iuy;
/** A French thermostat counts in steps of 30 °C. */
const THERMOSTAT = /(?:thermostat|th\.?)\s?(?=\d)/iuy;
const THERMOSTAT_STEP_C = 30;
const DEGREES = /\s?(?:°|degrees?|deg\.?|grad|degrés?|grados?|度)?\s?/iuy;
const SCALES: readonly (readonly [RegExp, DegreeScale])[] = [
  [/(?:celsius|centigrade|c)(?![\p{L}])/iuy, 'celsius'],
  [/(?:fahrenheit|f)(?![\p{L}])/iuy, 'fahrenheit'],
];
const FAN =
  /\b(?:fan(?:[ -]?(?:oven|forced|assisted))?|convection|umluft|heißluft|chaleur tournante|ventilador|aire|turbo)\b|コンベクション/iu;
/** Lowest setting of a fan oven, in degrees: "a fan" is none. */
const COOLEST_FAN = 30;
/** "180 fan". */
const FAN_NEXT = /(?:with (?:an? |the )?)?(?:fan|umluft|heißluft|convection)(?!\p{L})/iuy;
const MINUS = /(?:minus|-|−|moins|menos)\s?/iuy;

/** Reads a temperature as people say and write it: "350°F", "gas mark 4½", "180 fan", "th. 6", "minus 18 °C". */
export function parseTemperature(text: string): SaidTemperature | undefined {
  const tidy = tidyText(text);
  const fan = FAN.test(tidy);
  for (let at = 0; at < tidy.length; at++) {
    if (at > 0 && /[\p{L}\d.,]/u.test(tidy.charAt(at - 1))) continue;
    const found = readAt(tidy, at);
    if (found) return { ...found, fan };
  }
  return undefined;
}

function readAt(text: string, start: number): Omit<SaidTemperature, 'fan'> | undefined {
  const gas = matchAt(GAS, text, start);
  if (gas) {
    const mark = numberAt(text, start + gas[0].length);
    return mark && { temperature: mark.value, scale: 'gas' };
  }
  const thermostat = matchAt(THERMOSTAT, text, start);
  if (thermostat) {
    const step = numberAt(text, start + thermostat[0].length);
    return step && { temperature: step.value * THERMOSTAT_STEP_C, scale: 'celsius' };
  }
  const minus = matchAt(MINUS, text, start)?.[0] ?? '';
  const number = numberAt(text, start + minus.length);
  if (!number) return undefined;
  const end = number.end + (matchAt(DEGREES, text, number.end)?.[0].length ?? 0);
  const scale = SCALES.find(([pattern]) => matchAt(pattern, text, end))?.[1];
  const isBare = scale === undefined && text.slice(number.end, end).trim() === '';
  if (isBare && !(number.value >= COOLEST_FAN && matchAt(FAN_NEXT, text, end))) return undefined;
  const temperature = minus === '' ? number.value : -number.value;
  return { temperature, ...(scale !== undefined && { scale }) };
}
