import { convertOven } from '@bakebot/agent/baking/oven';
import {
  convertDegrees,
  type OvenScale,
  parseTemperature,
} from '@bakebot/agent/baking/temperature';
import type { Intent } from './intent.ts';
import { fillCall, findTool } from './tools.ts';
import { sayScale } from './wording.ts';

const SCALES: readonly (readonly [RegExp, OvenScale])[] = [
  [/\b(?:gas(?: marks?)?)(?! ?(?:mark)? ?[\d½¼])/iu, 'gas'],
  [/(?:\b(?:celsius|centigrade|c)\b)/iu, 'celsius'],
  [/\b(?:fahrenheit|f)\b/iu, 'fahrenheit'],
];
/** Words with which a temperature is not an oven's. */
const NOT_AN_OVEN =
  /meat|mince|burger|chicken|turkey|beef|pork|lamb|fish|steak|egg|inside|core|internal|probe|thermometer|sugar|caramel|candy|syrup|soft ball|water|milk|yeast|dough|prov|fridge|freezer|room|oil|body/iu;
/** Degrees Fahrenheit that ovens are set to. */
const OVEN_F = { min: 200, max: 550 } as const;

/** "Convert 350 degrees Fahrenheit to Celsius", "what is gas mark 4 in Celsius?", "180 degrees in Fahrenheit". */
export const convertTemperature: Intent = ({ said, tools }) => {
  const found = parseTemperature(said);
  const to = found && wantedScale(said, found.scale, found.fan);
  if (!found || !to) return undefined;
  const { temperature, fan } = found;
  const from = found.scale ?? (fan ? to : opposite(to));
  const facts = { temperature, from: namesOf(from), to: namesOf(to), ...(fan && { fan }) };
  const exact = !isOvens(temperature, from, to, said);
  const tool = exact
    ? (findTool(tools, 'convert_temperature') ?? findTool(tools, 'temperature'))
    : (findTool(tools, 'oven') ?? findTool(tools, 'temperature'));
  const call = tool && fillCall(tool, facts);
  if (call) return { type: 'calls', calls: [call] };
  return { type: 'text', text: inWords(temperature, from, to, exact) };
};

/** The scale that is asked for: named, or the other one; a fan's setting may be asked for on its own scale. */
function wantedScale(
  said: string,
  from: OvenScale | undefined,
  fan: boolean,
): OvenScale | undefined {
  const named = SCALES.filter(([pattern]) => pattern.test(said)).map(([, scale]) => scale);
  const other = named.find((scale) => scale !== from);
  if (other) return other;
  if (fan) return from ?? named[0];
  return from === undefined || from === 'gas' || !/\b(?:convert|in|to|is)\b/iu.test(said)
    ? named.find((scale) => scale !== from)
    : undefined;
}

function opposite(scale: OvenScale): OvenScale {
  return scale === 'fahrenheit' ? 'celsius' : 'fahrenheit';
}

function isOvens(temperature: number, from: OvenScale, to: OvenScale, said: string): boolean {
  if (from === 'gas' || to === 'gas') return true;
  const fahrenheit = convertDegrees(temperature, from, 'fahrenheit');
  return fahrenheit >= OVEN_F.min && fahrenheit <= OVEN_F.max && !NOT_AN_OVEN.test(said);
}

function namesOf(scale: OvenScale): readonly string[] {
  return [scale, scale.charAt(0), `°${scale.charAt(0)}`];
}

/** The agent's own answer, for an app without the tool. */
function inWords(temperature: number, from: OvenScale, to: OvenScale, exact: boolean): string {
  if (exact && from !== 'gas' && to !== 'gas') {
    return `${temperature} degrees ${sayScale(from)} is ${convertDegrees(temperature, from, to)} degrees ${sayScale(to)}.`;
  }
  const oven = convertOven({ temperature, from, to });
  if (!oven.ok) return 'No oven has that setting.';
  const asked =
    from === 'gas' ? `Gas mark ${temperature}` : `${temperature} degrees ${sayScale(from)}`;
  const answer =
    to === 'gas' ? `gas mark ${oven.temperature}` : `${oven.temperature} degrees ${sayScale(to)}`;
  return `${asked} is ${answer}.`;
}
