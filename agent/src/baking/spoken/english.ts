import { toCardinal } from 'n2words/en-US';
import {
  type Amount,
  isOne,
  METRIC,
  sayDigits,
  type SpokenLanguage,
  type SpokenUnit,
} from './language.ts';

function unit(written: string, one: string, many = `${one}s`): SpokenUnit {
  return { written, one, many };
}

const UNITS: readonly SpokenUnit[] = [
  unit('tsps?|[Tt]easpoons?|t', 'teaspoon'),
  unit('[Tt]bsps?|[Tt]bs|[Tt]ablespoons?|T', 'tablespoon'),
  unit('[Ff]l\\.? ?oz', 'fluid ounce'),
  unit('[Cc]ups?|c', 'cup'),
  unit('[Pp]ints?|pts?', 'pint'),
  unit('[Qq]uarts?|qts?', 'quart'),
  unit('[Oo]unces?|ozs?', 'ounce'),
  unit('[Pp]ounds?|lbs?', 'pound'),
  unit('[Ss]ticks?', 'stick'),
  unit(`grams?|gr|${METRIC.gram}`, 'gram'),
  unit(`kilograms?|kilos?|${METRIC.kilogram}`, 'kilogram'),
  unit(METRIC.milligram, 'milligram'),
  unit(`millilit(?:er|re)s?|${METRIC.milliliter}`, 'milliliter'),
  unit(METRIC.centiliter, 'centiliter'),
  unit(METRIC.deciliter, 'deciliter'),
  unit(`lit(?:er|re)s?|${METRIC.liter}`, 'liter'),
  unit(METRIC.millimeter, 'millimeter'),
  unit(METRIC.centimeter, 'centimeter'),
  unit(`[Ii]nch(?:es)?|${METRIC.inch}`, 'inch', 'inches'),
  unit('[Mm]inutes?|mins?', 'minute'),
  unit('[Hh]ours?|hrs?|h', 'hour'),
  unit('[Ss]econds?|secs?', 'second'),
  unit(`${METRIC.celsius}|degrees C`, 'degree Celsius', 'degrees Celsius'),
  unit(`${METRIC.fahrenheit}|degrees F`, 'degree Fahrenheit', 'degrees Fahrenheit'),
  unit(METRIC.degree, 'degree'),
];

const PARTS: Readonly<Record<number, string>> = {
  2: 'half',
  3: 'third',
  4: 'quarter',
  5: 'fifth',
  6: 'sixth',
  8: 'eighth',
  10: 'tenth',
  16: 'sixteenth',
};

/** Words after a fraction that it is not a part of. */
const NO_NOUN = new Set(
  '|of|or|and|to|the|a|an|in|at|on|for|as|is|are|from|with|more|less|full|way|cooked|done'.split(
    '|',
  ),
);

function article(noun: string): string {
  return /^[aeiou]/u.test(noun) && !/^(?:one|u[ns]i)/u.test(noun) ? 'an' : 'a';
}

/** "a quarter", "three quarters" */
function part(top: number, bottom: number): string {
  const name = PARTS[bottom] ?? `${toCardinal(bottom)}th`;
  return top === 1 ? `${article(name)} ${name}` : `${toCardinal(top)} ${name}s`;
}

function plural(name: string): string {
  return name === 'halfs' ? 'halves' : name;
}

function amountOf(amount: Amount): string {
  switch (amount.kind) {
    case 'integer':
      return toCardinal(amount.value);
    case 'decimal':
      return `${toCardinal(amount.whole)} point ${sayDigits(amount.decimals, toCardinal)}`;
    case 'fraction': {
      const words = plural(part(amount.top, amount.bottom));
      return amount.whole > 0 ? `${toCardinal(amount.whole)} and ${words}` : words;
    }
  }
}

export const ENGLISH: SpokenLanguage = {
  units: UNITS,
  thousands: ',',
  by: 'by',
  times: 'times',
  about: 'about',
  and: 'and',
  dot: 'dot',
  percent: ' percent',
  minus: 'minus',
  range: (from, to) => `${from} to ${to}`,
  amount(amount, next) {
    if (amount.kind !== 'fraction' || amount.whole > 0) return amountOf(amount);
    const word = /^\s+(\p{Ll}+)/u.exec(next)?.[1] ?? '';
    const noun = NO_NOUN.has(word) ? '' : word;
    if (amount.bottom === 2) return noun ? `half ${article(noun)}` : 'half';
    return noun ? `${amountOf(amount)} of ${article(noun)}` : amountOf(amount);
  },
  quantity(amount, { one, many }) {
    if (!isOne(amount)) return `${amountOf(amount)} ${many}`;
    if (amount.kind !== 'fraction') return `${amountOf(amount)} ${one}`;
    if (amount.bottom === 2) return `half ${article(one)} ${one}`;
    return `${amountOf(amount)} of ${article(one)} ${one}`;
  },
  lower: (amount) => amountOf(amount).replace(/^a half$/u, 'half'),
  clock(hour, minute) {
    const half = hour >= 12 ? 'PM' : 'AM';
    const said = toCardinal(hour % 12 || 12);
    if (minute === 0) return `${said} ${half}`;
    return `${said} ${minute < 10 ? `oh ${toCardinal(minute)}` : toCardinal(minute)} ${half}`;
  },
};
