import { findUnit } from './units.ts';
import { sayMeasure } from './measures.ts';
import { sayAmount, sayList } from './wording.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Says what tools found that help in the kitchen: substitutes, pans, a recipe's steps. Nothing for other results. */
export function sayKitchenHelp(output: Fields): string | undefined {
  if (Array.isArray(output['options'])) return saySubstitutes(output['options'].filter(isFields));
  if (typeof output['factor'] === 'number') return sayFactor(output['factor'], output['advice']);
  if (typeof output['shown'] === 'string') return sayShown(output['shown'], output['steps']);
  if (typeof output['step'] === 'number') return sayStep(output);
  if (output['opened'] === true) return 'The camera is open. Show me.';
  if (output['opened'] === false)
    return `The camera did not open. ${words(output['reason'])}`.trim();
  return undefined;
}

function saySubstitutes(options: readonly Fields[]): string {
  const [first] = options;
  if (!first) return 'I know of no substitute.';
  const others = options.map(({ use }) => sayParts(use)).filter((parts) => parts !== '');
  const instead = sayPart(first['instead_of']);
  const note = words(first['note']);
  return [`Instead of ${instead}, take ${others.join(', or ')}.`, note].filter(Boolean).join(' ');
}

function sayFactor(factor: number, advice: unknown): string {
  return [`Take ${sayAmount(factor)} times as much of everything.`, words(advice)]
    .filter(Boolean)
    .join(' ');
}

function sayShown(title: string, steps: unknown): string {
  const count = typeof steps === 'number' ? `, in ${steps} steps` : '';
  return `Here is a recipe for ${title.toLowerCase()}${count}. Say "next step" when you are ready.`;
}

function sayStep({ step, of, text, end }: Fields): string {
  const where = `Step ${String(step)} of ${String(of)}: ${words(text)}`;
  if (end === 'last') return `That was the last step. ${where}`;
  return end === 'first' ? `That is the first step. ${where}` : where;
}

function sayParts(parts: unknown): string {
  return Array.isArray(parts) ? sayList(parts.map(sayPart)) : '';
}

function sayPart(part: unknown): string {
  if (!isFields(part)) return words(part);
  const { amount, unit, name } = part;
  const known = findUnit(words(unit));
  if (typeof amount !== 'number') return words(name);
  return known
    ? `${sayMeasure(amount, known)} of ${words(name)}`
    : `${sayAmount(amount)} ${words(name)}`;
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
