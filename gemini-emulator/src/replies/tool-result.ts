import type { Conversation, ToolCall, ToolResult } from './conversation.ts';
import { parseQuantity } from '@bakebot/agent/baking/quantity';
import { sayDuration } from './timers.ts';
import { sayToolError } from './tool-error.ts';
import { capitalize, plural, sayAmount, sayList, sayMeasure, sayScale } from './wording.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Words for the results of tool calls. */
export function sayResults(results: readonly ToolResult[], conversation: Conversation): string {
  return results.map((result) => sayResult(result, callOf(result, conversation))).join(' ');
}

function sayResult({ name, response }: ToolResult, call: ToolCall | undefined): string {
  if ('error' in response) return sayToolError(plain(response['error']));
  const output = parse(
    'output' in response ? response['output'] : (response['result'] ?? response),
  );
  const args: Fields = call?.args ?? {};
  if (/timer|time$/iu.test(name)) return sayTimers(name, output);
  if (isFields(output)) {
    const help = sayHelp(output);
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
      .map(
        (timer) => `${capitalize(timerName(timer))} has ${timeLeft(timer)} left${doneAt(timer)}.`,
      )
      .join(' ');
  }
  if (!isFields(output)) return sentence(plain(output));
  if (typeof output['cancelled'] === 'string')
    return `I cancelled the ${output['cancelled']} timer.`;
  if (typeof output['now'] === 'string') return `It is ${output['now']}.`;
  if (/change|pause/iu.test(name) && timeLeft(output) !== undefined) {
    const state = output['paused'] === true ? 'is paused with' : 'has';
    return `Your ${timerName(output)} timer ${state} ${timeLeft(output)} left.`;
  }
  if (/set|start/iu.test(name) && timeLeft(output) !== undefined) {
    const what = timerName(output);
    return `Your ${what === 'timer' ? 'timer' : `timer for ${what}`} is set for ${timeLeft(output)}.`;
  }
  return sentence(plain(output));
}

function doneAt({ ringsAt }: Fields): string {
  return typeof ringsAt === 'string' ? `, and rings at ${ringsAt}` : '';
}

function timerName({ name }: Fields): string {
  return typeof name === 'string' && name !== '' ? name : 'timer';
}

/** Reads a duration from the fields of a result: `minutesLeft` and `secondsLeft`, `minutes`, `seconds`. */
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
  if (typeof temperature !== 'number' || typeof from !== 'string') return capitalize(found);
  const asked =
    from === 'gas' ? `Gas mark ${temperature}` : `${temperature} degrees ${sayScale(from)}`;
  return `${asked} is ${found}`;
}

function sayConversion(output: Fields, args: Fields): string {
  const unit = output['unit'] ?? args['to'];
  const upTo = output['up_to'];
  const upper = typeof upTo === 'number' ? ` to ${quantity(upTo, unit)}` : '';
  const found = `${upper === '' ? quantity(output['amount'], unit) : plain(output['amount'])}${upper}`;
  const ingredient = output['ingredient'] ?? args['ingredient'];
  const what = typeof ingredient === 'string' ? ` of ${ingredient}` : '';
  const notes = Array.isArray(output['notes']) ? ` ${output['notes'].map(plain).join(' ')}` : '';
  const asked = askedQuantity(args);
  if (asked === undefined) return `That is ${found}${what}.${sayRange(output)}${notes}`;
  return `${asked}${what} is ${found}.${sayRange(output)}${notes}`;
}

/** The quantity that was converted, in words: the tool's argument is either what was said, or a number and a unit. */
function askedQuantity({ quantity: said, amount, from }: Fields): string | undefined {
  if (typeof said !== 'string') {
    return typeof amount === 'number' ? quantity(amount, from) : undefined;
  }
  const parsed = parseQuantity(said);
  if (!parsed || parsed.upTo !== undefined) return undefined;
  return sayMeasure(parsed.amount, parsed.unit?.symbol ?? '');
}

function sayRange({ range, unit }: Fields): string {
  if (!Array.isArray(range) || range.length !== 2) return '';
  const [low, high] = range.map(plain);
  return ` Depending on the product it is ${low} to ${quantity(Number(high), unit)}.`;
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
  if (typeof amount !== 'number') return `${plain(amount)} ${plain(unit)}`.trim();
  return sayMeasure(amount, plain(unit));
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
  return /[.!?]$/u.test(said) ? capitalize(said) : `${capitalize(said)}.`;
}

function callOf({ id, name }: ToolResult, { turns }: Conversation): ToolCall | undefined {
  const calls = turns.flatMap((turn) => (turn.from === 'model' ? turn.calls : []));
  const byId = id === undefined ? undefined : calls.findLast((call) => call.id === id);
  return byId ?? calls.findLast((call) => call.name === name);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Words for substitutes, pans, recipe steps and the camera; undefined for other results. */
function sayHelp(output: Fields): string | undefined {
  if (Array.isArray(output['options'])) return saySubstitutes(output['options'].filter(isFields));
  if (typeof output['factor'] === 'number') return sayFactor(output['factor'], output['advice']);
  if (typeof output['shown'] === 'string') return sayShown(output['shown'], output['steps']);
  if (typeof output['step'] === 'number') return sayStep(output);
  if (output['opened'] === true) return 'The camera is open. Show me.';
  if (output['opened'] === false)
    return `The camera did not open. ${textOf(output['reason'])}`.trim();
  return undefined;
}

function saySubstitutes(options: readonly Fields[]): string {
  const [first] = options;
  if (!first) return 'I know of no substitute.';
  const others = options.map(({ use }) => sayParts(use)).filter((parts) => parts !== '');
  const instead = sayPart(first['instead_of']);
  const note = textOf(first['note'] ?? first['changes']);
  return [`Instead of ${instead}, take ${others.join(', or ')}.`, note].filter(Boolean).join(' ');
}

function sayFactor(factor: number, advice: unknown): string {
  return [`Take ${sayAmount(factor)} times as much of everything.`, textOf(advice)]
    .filter(Boolean)
    .join(' ');
}

function sayShown(title: string, steps: unknown): string {
  const count = typeof steps === 'number' ? `, in ${steps} steps` : '';
  return `Here is a recipe for ${title.toLowerCase()}${count}. Say "next step" when you are ready.`;
}

function sayStep({ step, of, text, end }: Fields): string {
  const where = `Step ${String(step)} of ${String(of)}: ${textOf(text)}`;
  if (end === 'last') return `That was the last step. ${where}`;
  return end === 'first' ? `That is the first step. ${where}` : where;
}

function sayParts(parts: unknown): string {
  return Array.isArray(parts) ? sayList(parts.map(sayPart)) : '';
}

function sayPart(part: unknown): string {
  if (!isFields(part)) return textOf(part);
  const { amount, unit, name } = part;
  if (typeof amount !== 'number') return textOf(name);
  const of = textOf(unit) === '' ? '' : ' of';
  return `${sayMeasure(amount, textOf(unit))}${of} ${textOf(name)}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
