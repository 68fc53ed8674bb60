/** What a cook may mean a timer by. */
export type NamedTimer = {
  readonly id: string;
  readonly name: string;
  /** How long it was set for, in ms. */
  readonly setForMs: number;
};

export type FoundTimer<T> =
  | { readonly kind: 'one'; readonly timer: T }
  /** The cook must say which of these is meant. */
  | { readonly kind: 'ask'; readonly among: readonly T[] }
  | { readonly kind: 'none' };

/**
 * Finds the timer that the cook means by its name, part of its name, its id, or how long it was set for; without a name, the
 * only one. Never guesses: another name than was said is no match, even of the only timer.
 */
export function findTimer<T extends NamedTimer>(said: string, timers: readonly T[]): FoundTimer<T> {
  const byId = timers.find(({ id }) => id === said.trim());
  if (byId) return { kind: 'one', timer: byId };
  const ms = durationIn(said);
  if (ms !== undefined)
    return oneOf(timers.filter(({ setForMs }) => Math.abs(setForMs - ms) < 1000));

  const wanted = wordsOf(said);
  if (wanted.length === 0) return oneOf(timers);
  const named = timers.map((timer) => ({ timer, words: wordsOf(timer.name) }));
  const having = named.filter(({ words }) => includesAll(words, wanted));
  const exact = having.filter(({ words }) => includesAll(wanted, words));
  const sure = (exact.length > 0 ? exact : having).map(({ timer }) => timer);
  if (sure.length > 0) return oneOf(sure);
  // "The chocolate cake" may be the timer "cake", and may be forgotten: ask.
  const perhaps = named.filter(({ words }) => words.length > 0 && includesAll(wanted, words));
  return perhaps.length > 0
    ? { kind: 'ask', among: perhaps.map(({ timer }) => timer) }
    : { kind: 'none' };
}

function oneOf<T>(timers: readonly T[]): FoundTimer<T> {
  const [timer, another] = timers;
  if (!timer) return { kind: 'none' };
  return another ? { kind: 'ask', among: timers } : { kind: 'one', timer };
}

function includesAll(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((word) => words.includes(word));
}

const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Words that name no timer, in the languages of the phrases, after `stem`. */
const FILLERS = new Set(
  [
    'timer the a an my our for of on in that it one thi',
    'der die da den dem ein eine einen mein meine fur vom von',
    'minuteur minuterie le la l un une du de d pour mon ma',
    'temporizador el lo una del para mi',
    'タイマー の を',
  ].flatMap((words) => words.split(' ')),
);

/** The words of a name that distinguish it: without accents, endings of the plural, articles, and "timer". */
function wordsOf(name: string): string[] {
  // Accents go, but not the marks that make another kana.
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Script=Inherited}/gu, (mark) => (/[\u3099\u309a]/u.test(mark) ? mark : ''));
  return [...WORDS.segment(plain.normalize('NFC').toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .flatMap(({ segment }) => segment.split(/['’]/u))
    .map((word) => stem(word.length > 'timer'.length ? word.replace(/timer$/u, '') : word))
    .filter((word) => word !== '' && !FILLERS.has(word));
}

/** Removes an English, French or Spanish plural, so that "muffins" is "muffin". German plurals stay words of their own. */
function stem(word: string): string {
  if (/ies?$/u.test(word)) return word.replace(/ies?$/u, 'y');
  if (/(?:ch|sh|x|o)es$/u.test(word)) return word.slice(0, -2);
  if (/[lr]ves$/u.test(word) || word === 'loaves') return word.replace(/ves$/u, 'f');
  return /[^s]s$/u.test(word) ? word.slice(0, -1) : word;
}

const HOUR_MS = 60 * 60_000;
const UNITS: readonly (readonly [ms: number, name: RegExp])[] = [
  [HOUR_MS, /^(?:h|hrs?|hours?|stunden?|heures?|horas?|時間)$/u],
  [60_000, /^(?:m|mins?|minutes?|minuten?|minutos?|分)$/u],
  [1000, /^(?:s|secs?|seconds?|sekunden?|secondes?|segundos?|秒)$/u],
];
const DURATION = /(\d+(?:[.,]\d+)?)[\s-]*(\p{L}+?)(?=\P{L}|間?の|$)/gu;

/** The duration in ms, if the words are a duration and nothing else: "the 10 minute timer". */
function durationIn(said: string): number | undefined {
  let ms = 0;
  const rest = said.toLowerCase().replaceAll(DURATION, (whole, amount: string, name: string) => {
    const unit = UNITS.find(([, names]) => names.test(name));
    if (!unit) return whole;
    ms += Number(amount.replace(',', '.')) * unit[0];
    return ' ';
  });
  return ms > 0 && wordsOf(rest).length === 0 ? ms : undefined;
}
