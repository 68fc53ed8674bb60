import type { Conversation, ToolCall, ToolResult } from './conversation.ts';
import { sayMeasure } from './measures.ts';
import { sayScale } from './oven.ts';
import { sayKitchenHelp } from './kitchen-result.ts';
import { sayDuration } from './timers.ts';
import { findUnit } from './units.ts';
import { capitalise, plural, sayAmount, sayList } from './wording.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Says what tools found, from the values that they returned. */
export function sayResults(results: readonly ToolResult[], conversation: Conversation): string {
  return results.map((result) => sayResult(result, callOf(result, conversation))).join(' ');
}

function sayResult({ name, response }: ToolResult, call: ToolCall | undefined): string {
  if ('error' in response) return `That did not work. ${sentence(plain(response['error']))}`;
  const output = parse(
    'output' in response ? response['output'] : (response['result'] ?? response),
  );
  const args: Fields = call?.args ?? {};
  if (/timer/iu.test(name)) return sayTimers(name, output);
  if (isFields(output)) {
    const help = sayKitchenHelp(output);
    if (help !== undefined) return help;
    if (typeof output['temperature'] === 'number') return sayTemperature(output, args);
    if (Array.isArray(output['ingredients'])) return sayIngredients(output);
    if (typeof output['amount'] === 'number') return sayConversion(output, args);
  }
  return sentence(plain(output));
}

function sayTimers(name: string, output: unknown): string {
  if (Array.isArray(output)) {
    const timers = output.filter(isFields);
    if (timers.length === 0) return 'No timers are running.';
    return timers
      .map((timer) => `${capitalise(timerName(timer))} has ${timeLeft(timer)} left.`)
      .join(' ');
  }
  if (!isFields(output)) return sentence(plain(output));
  if (typeof output['cancelled'] === 'string')
    return `I cancelled the ${output['cancelled']} timer.`;
  if (/set|start/iu.test(name) && timeLeft(output) !== undefined) {
    const what = timerName(output);
    return `Your ${what === 'timer' ? 'timer' : `timer for ${what}`} is set for ${timeLeft(output)}.`;
  }
  return sentence(plain(output));
}

function timerName({ name }: Fields): string {
  return typeof name === 'string' && name !== '' ? name : 'timer';
}

/** From whichever fields a tool tells a time in: `minutesLeft` and `secondsLeft`, `minutes`, `seconds`. */
function timeLeft(timer: Fields): string | undefined {
  let seconds: number | undefined;
  for (const [field, value] of Object.entries(timer)) {
    const size = /^(hours?|minutes?|seconds?)/u.exec(field)?.[1]?.[0];
    if (size === undefined || typeof value !== 'number') continue;
    seconds = (seconds ?? 0) + value * (size === 'h' ? 3600 : size === 'm' ? 60 : 1);
  }
  return seconds === undefined ? undefined : sayDuration(seconds);
}

function sayTemperature(output: Fields, { temperature, from }: Fields): string {
  const scale = sayScale(typeof output['scale'] === 'string' ? output['scale'] : '');
  const fan = typeof output['withFan'] === 'number' ? `, or ${output['withFan']} with a fan` : '';
  const found = `${scale === 'Gas' ? 'gas mark ' : ''}${plain(output['temperature'])}${scale === 'Gas' ? '' : ` degrees ${scale}`}${fan}.`;
  if (typeof temperature !== 'number' || typeof from !== 'string') return capitalise(found);
  const asked =
    from === 'gas' ? `Gas mark ${temperature}` : `${temperature} degrees ${sayScale(from)}`;
  return `${asked} is ${found}`;
}

function sayConversion(output: Fields, args: Fields): string {
  const found = quantity(output['amount'], output['unit'] ?? args['to']);
  const ingredient = output['ingredient'] ?? args['ingredient'];
  const what = typeof ingredient === 'string' ? ` of ${ingredient}` : '';
  if (typeof args['amount'] !== 'number') return `That is ${found}${what}.`;
  return `${quantity(args['amount'], args['from'])}${what} is ${found}.`;
}

function sayIngredients({ servings, ingredients }: Fields): string {
  const items = (Array.isArray(ingredients) ? ingredients : [])
    .filter(isFields)
    .map(({ name, amount, unit }) => {
      const known = typeof unit === 'string' && unit !== '' ? ' of' : '';
      return `${quantity(amount, unit)}${known} ${plain(name)}`;
    });
  const people = typeof servings === 'number' ? `For ${plural(servings, 'serving')} you` : 'You';
  return `${people} need ${sayList(items)}.`;
}

function quantity(amount: unknown, unit: unknown): string {
  const known = findUnit(plain(unit));
  if (typeof amount !== 'number') return `${plain(amount)} ${plain(unit)}`.trim();
  return known ? sayMeasure(amount, known) : `${sayAmount(amount)} ${plain(unit)}`.trim();
}

/** Frameworks often put a tool's result into the answer as JSON in a string. */
function parse(output: unknown): unknown {
  if (typeof output !== 'string') return output;
  try {
    return JSON.parse(output);
  } catch {
    return output;
  }
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return sayList(value.map(plain));
  if (isFields(value)) {
    return Object.entries(value)
      .map(([field, inner]) => `${field} ${plain(inner)}`)
      .join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function sentence(text: string): string {
  const said = text.trim();
  if (said === '') return 'Done.';
  return /[.!?]$/u.test(said) ? capitalise(said) : `${capitalise(said)}.`;
}

function callOf({ id, name }: ToolResult, { turns }: Conversation): ToolCall | undefined {
  const calls = turns.flatMap((turn) => (turn.from === 'model' ? turn.calls : []));
  const byId = id === undefined ? undefined : calls.findLast((call) => call.id === id);
  return byId ?? calls.findLast((call) => call.name === name);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
