import { toCardinal } from 'n2words/es-ES';
import {
  type Amount,
  METRIC,
  sayDigits,
  type SpokenLanguage,
  type SpokenUnit,
} from './language.ts';

function unit(written: string, gender: 'm' | 'f', one: string, many = `${one}s`): SpokenUnit {
  return { written, gender, one, many };
}

const UNITS: readonly SpokenUnit[] = [
  unit('cucharaditas?|cdtas?|cditas?|tsp', 'f', 'cucharadita'),
  unit('cucharadas?|cdas?|tbsp', 'f', 'cucharada'),
  unit('[Tt]azas?|cups?', 'f', 'taza'),
  unit('pizcas?', 'f', 'pizca'),
  unit(`gramos?|gr|${METRIC.gram}`, 'm', 'gramo'),
  unit(`kilo(?:gramo)?s?|${METRIC.kilogram}`, 'm', 'kilo'),
  unit(METRIC.milligram, 'm', 'miligramo'),
  unit(`mililitros?|${METRIC.milliliter}`, 'm', 'mililitro'),
  unit(METRIC.centiliter, 'm', 'centilitro'),
  unit(METRIC.deciliter, 'm', 'decilitro'),
  unit(`litros?|${METRIC.liter}`, 'm', 'litro'),
  unit(METRIC.millimeter, 'm', 'milímetro'),
  unit(METRIC.centimeter, 'm', 'centímetro'),
  unit(`pulgadas?|${METRIC.inch}`, 'f', 'pulgada'),
  unit('onzas?|oz', 'f', 'onza'),
  unit('libras?|lbs?', 'f', 'libra'),
  unit('minutos?|min', 'm', 'minuto'),
  unit('horas?|h', 'f', 'hora'),
  unit('segundos?|seg', 'm', 'segundo'),
  unit(METRIC.celsius, 'm', 'grado Celsius', 'grados Celsius'),
  unit(METRIC.fahrenheit, 'm', 'grado Fahrenheit', 'grados Fahrenheit'),
  unit(METRIC.degree, 'm', 'grado'),
];

const PARTS: Readonly<Record<number, string>> = {
  2: 'medio',
  3: 'tercio',
  4: 'cuarto',
  5: 'quinto',
  6: 'sexto',
  8: 'octavo',
  10: 'décimo',
  16: 'dieciseisavo',
};

/** Before a noun: "un gramo", "veintiuna tazas", "doscientas onzas". */
function cardinal(value: number, gender?: SpokenUnit['gender']): string {
  const words = toCardinal(value);
  if (gender === 'f') return words.replaceAll('cientos', 'cientas').replace(/uno$/u, 'una');
  return gender === 'm' ? words.replace(/veintiuno$/u, 'veintiún').replace(/uno$/u, 'un') : words;
}

function part(top: number, bottom: number): string {
  const name = PARTS[bottom] ?? `${cardinal(bottom)}avo`;
  return `${cardinal(top, 'm')} ${top > 1 ? `${name}s` : name}`;
}

function half(gender: SpokenUnit['gender']): string {
  return gender === 'f' ? 'media' : 'medio';
}

/** What comes after the whole: "y media", "y tres cuartos". */
function rest(top: number, bottom: number, gender: SpokenUnit['gender']): string {
  return `y ${bottom === 2 ? half(gender) : part(top, bottom)}`;
}

function bare(amount: Amount, gender?: SpokenUnit['gender']): string {
  switch (amount.kind) {
    case 'integer':
      return cardinal(amount.value, gender);
    case 'decimal':
      return `${cardinal(amount.whole)} coma ${sayDigits(amount.decimals, (digit) => cardinal(digit))}`;
    case 'fraction': {
      const { whole, top, bottom } = amount;
      if (whole > 0) return `${cardinal(whole, gender)} ${rest(top, bottom, gender)}`;
      return bottom === 2 ? half(gender) : part(top, bottom);
    }
  }
}

export const SPANISH: SpokenLanguage = {
  units: UNITS,
  thousands: '[. \u00a0\u202f]',
  by: 'por',
  times: 'por',
  about: 'unos',
  and: 'y',
  dot: 'punto',
  percent: ' por ciento',
  minus: 'menos',
  range: (from, to) => `${from} a ${to}`,
  /** Without a unit, what ends in 1 stays a figure: its word depends on the noun. */
  amount: (amount, next) =>
    amount.kind === 'integer' && cardinal(amount.value).endsWith('uno') && /^\s+\p{L}/u.test(next)
      ? String(amount.value)
      : bare(amount),
  quantity(amount, { one, many, gender = 'm' }) {
    if (amount.kind === 'integer') {
      return `${cardinal(amount.value, gender)} ${amount.value === 1 ? one : many}`;
    }
    if (amount.kind === 'decimal') return `${bare(amount)} ${many}`;
    const { whole, top, bottom } = amount;
    if (whole === 0)
      return bottom === 2 ? `${half(gender)} ${one}` : `${part(top, bottom)} de ${one}`;
    return `${cardinal(whole, gender)} ${whole === 1 ? one : many} ${rest(top, bottom, gender)}`;
  },
  lower: (amount, spoken) => bare(amount, spoken?.gender ?? 'm'),
  clock: (hour, minute) =>
    minute === 0 ? cardinal(hour, 'f') : `${cardinal(hour, 'f')} y ${cardinal(minute)}`,
};
