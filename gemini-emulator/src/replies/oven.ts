import type { Intent } from './intent.ts';
import { fillCall, findTool } from './tools.ts';

type Scale = 'celsius' | 'fahrenheit' | 'gas';

/** What people write, and what the emulator's ear makes of it. */
const CELSIUS = String.raw`c|cels\w*|centigrade|cells?\w*|sels\w*|sals\w*|sill seas`;
const FAHRENHEIT = String.raw`f|fahr\w*|faren\w*|fair and height`;
const GAS = 'gas(?: mark)?';
const SCALE = `(${CELSIUS}|${FAHRENHEIT}|${GAS})`;

const TEMPERATURE = new RegExp(
  String.raw`(\d+(?:\.\d+)?)(?: degrees?)? ?${SCALE}?\b.*?(?:\b(?:in|to|into|2|as)\b(?: degrees?)? ${SCALE}\b|$)`,
  'u',
);
const GAS_MARK = new RegExp(String.raw`gas(?: mark)? (\d+).*?(?:in|to|into) ${SCALE}`, 'u');
const ABOUT_HEAT = new RegExp(`degree|gas|oven|heat|fahr|cels|${CELSIUS.slice(2)}`, 'u');

/** "Convert 350 degrees Fahrenheit to Celsius", "what is gas mark 4 in Celsius?", "180 degrees in Fahrenheit". */
export const convertOven: Intent = ({ text, tools }) => {
  if (!ABOUT_HEAT.test(text)) return undefined;
  const gas = GAS_MARK.exec(text);
  const other = TEMPERATURE.exec(text);
  const temperature = Number(gas?.[1] ?? other?.[1]);
  const to = scaleOf(gas?.[2] ?? other?.[3]);
  const from = gas ? 'gas' : (scaleOf(other?.[2]) ?? oppositeOf(to));
  if (Number.isNaN(temperature) || !to || !from || from === to) return undefined;

  const tool = findTool(tools, 'temperature') ?? findTool(tools, 'oven');
  const call = tool && fillCall(tool, { temperature, from: namesOf(from), to: namesOf(to) });
  return call
    ? { type: 'calls', calls: [call] }
    : { type: 'text', text: inWords(temperature, from, to) };
};

function scaleOf(words: string | undefined): Scale | undefined {
  if (words === undefined) return undefined;
  if (words.startsWith('gas')) return 'gas';
  return new RegExp(`^(?:${FAHRENHEIT})$`, 'u').test(words) ? 'fahrenheit' : 'celsius';
}

function oppositeOf(scale: Scale | undefined): Scale | undefined {
  if (scale === undefined) return undefined;
  return scale === 'fahrenheit' ? 'celsius' : 'fahrenheit';
}

function namesOf(scale: Scale): readonly string[] {
  return [scale, scale.charAt(0), `°${scale.charAt(0)}`];
}

function inWords(temperature: number, from: Scale, to: Scale): string {
  if (from === 'gas' || to === 'gas') return 'I do not know gas marks by heart.';
  const converted =
    from === 'fahrenheit' ? ((temperature - 32) * 5) / 9 : (temperature * 9) / 5 + 32;
  return `${temperature} degrees ${sayScale(from)} is ${Math.round(converted)} degrees ${sayScale(to)}.`;
}

/** "Celsius", as it stands after "degrees". */
export function sayScale(scale: string): string {
  return scale.charAt(0).toUpperCase() + scale.slice(1).toLowerCase();
}
