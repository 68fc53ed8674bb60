import { matchAt, tidyText } from '../measures/numbers.ts';
import { rangeAt } from './range-at.ts';

/** A time in a step of a recipe, which a timer can be set for. */
export type StepTime = {
  readonly minutes: number;
  /** The upper end of a range: "20 to 25 minutes". */
  readonly upToMinutes?: number;
};

/** Minutes in each unit, and its names in the languages of the phrases. */
const UNITS: readonly (readonly [minutes: number, name: RegExp])[] = [
  [60, /(?:hours?|hrs?|h|stunden?|std\.?|heures?|horas?|時間)(?![\p{Script=Latin}\p{N}])/iuy],
  [1, /(?:minutes?|mins?|minuten|minutos?|mn|分)(?![\p{Script=Latin}\p{N}]|の)/iuy],
  [
    1 / 60,
    /(?:seconds?|secs?|sekunden?|sek\.?|secondes?|segundos?|seg|秒)(?![\p{Script=Latin}\p{N}])/iuy,
  ],
];
const AND = /,?\s?(?:and|und|et|y|と)?\s?/iuy;
const AND_A_HALF = /\s(?:and a half|und eine halbe|et demie?|y media)(?!\p{L})/iuy;

/** The times in a text, in order. "1 hour 30 minutes" is one. */
export function timesIn(text: string): StepTime[] {
  const tidy = tidyText(text);
  const times: StepTime[] = [];
  for (let at = 0; at < tidy.length; at++) {
    const found = timeAt(tidy, at);
    if (!found) continue;
    const next = found.end + (matchAt(AND, tidy, found.end)?.[0].length ?? 0);
    const rest = found.upTo === undefined ? timeAt(tidy, next) : undefined;
    const more = rest && rest.unit < found.unit ? rest : undefined;
    const upTo = more?.upTo === undefined ? found.upTo : found.minutes + more.upTo;
    times.push({
      minutes: found.minutes + (more?.minutes ?? 0),
      ...(upTo !== undefined && { upToMinutes: upTo }),
    });
    at = (more ?? found).end - 1;
  }
  return times;
}

function timeAt(text: string, start: number) {
  const range = rangeAt(text, start);
  if (!range) return undefined;
  const at = range.end + (matchAt(/[\s-]?/uy, text, range.end)?.[0].length ?? 0);
  for (const [unit, name] of UNITS) {
    const named = matchAt(name, text, at)?.[0].length;
    if (named === undefined) continue;
    const half = matchAt(AND_A_HALF, text, at + named)?.[0] ?? '';
    return {
      minutes: range.value * unit + (half === '' ? 0 : unit / 2),
      upTo: range.upTo === undefined ? undefined : range.upTo * unit,
      unit,
      end: at + named + half.length,
    };
  }
  return undefined;
}
