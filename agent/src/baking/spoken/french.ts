import { toCardinal } from 'n2words/fr-FR';
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
  unit('c\\. ?à ?s|cuill[eè]res? à soupe|cs|CS|tbsp', 'f', 'cuillère à soupe', 'cuillères à soupe'),
  unit(
    'c\\. ?à ?c|cuill[eè]res? à (?:café|thé)|cc|CC|tsp',
    'f',
    'cuillère à café',
    'cuillères à café',
  ),
  unit('[Tt]asses?|cups?', 'f', 'tasse'),
  unit('pincées?', 'f', 'pincée'),
  unit(`grammes?|gr|${METRIC.gram}`, 'm', 'gramme'),
  unit(`kilo(?:gramme)?s?|${METRIC.kilogram}`, 'm', 'kilo'),
  unit(METRIC.milligram, 'm', 'milligramme'),
  unit(`millilitres?|${METRIC.milliliter}`, 'm', 'millilitre'),
  unit(`centilitres?|${METRIC.centiliter}`, 'm', 'centilitre'),
  unit(`décilitres?|${METRIC.deciliter}`, 'm', 'décilitre'),
  unit(`litres?|${METRIC.liter}`, 'm', 'litre'),
  unit(METRIC.millimeter, 'm', 'millimètre'),
  unit(METRIC.centimeter, 'm', 'centimètre'),
  unit(`pouces?|${METRIC.inch}`, 'm', 'pouce'),
  unit('onces?|oz', 'f', 'once'),
  unit('livres?|lbs?', 'f', 'livre'),
  unit('minutes?|min|mn', 'f', 'minute'),
  unit('heures?|h', 'f', 'heure'),
  unit('secondes?|sec', 'f', 'seconde'),
  unit(METRIC.celsius, 'm', 'degré Celsius', 'degrés Celsius'),
  unit(METRIC.fahrenheit, 'm', 'degré Fahrenheit', 'degrés Fahrenheit'),
  unit(METRIC.degree, 'm', 'degré'),
];

const PARTS: Readonly<Record<number, string>> = {
  2: 'demi',
  3: 'tiers',
  4: 'quart',
  5: 'cinquième',
  6: 'sixième',
  8: 'huitième',
  10: 'dixième',
  16: 'seizième',
};

function cardinal(value: number, gender: SpokenUnit['gender'] = 'm'): string {
  const words = toCardinal(value);
  return gender === 'f' ? words.replace(/un$/u, 'une') : words;
}

/** "un quart", "trois quarts", "deux tiers" */
function part(top: number, bottom: number): string {
  const name = PARTS[bottom] ?? `${cardinal(bottom)}ième`;
  return `${cardinal(top)} ${top > 1 && !name.endsWith('s') ? `${name}s` : name}`;
}

function of(noun: string): string {
  return /^[aeéiouhy]/u.test(noun) ? `d’${noun}` : `de ${noun}`;
}

function bare(amount: Amount, gender: SpokenUnit['gender'] = 'm'): string {
  switch (amount.kind) {
    case 'integer':
      return cardinal(amount.value, gender);
    case 'decimal':
      return `${cardinal(amount.whole)} virgule ${sayDigits(amount.decimals, cardinal)}`;
    case 'fraction': {
      const { whole, top, bottom } = amount;
      if (whole === 0) return part(top, bottom);
      const rest = bottom === 2 ? `et ${gender === 'f' ? 'demie' : 'demi'}` : part(top, bottom);
      return `${cardinal(whole, gender)} ${rest}`;
    }
  }
}

export const FRENCH: SpokenLanguage = {
  units: UNITS,
  thousands: '[ \u00a0\u202f]',
  by: 'sur',
  times: 'fois',
  about: 'environ',
  and: 'et',
  dot: 'point',
  percent: ' pour cent',
  minus: 'moins',
  range: (from, to) => `${from} à ${to}`,
  /** Without a unit, what ends in 1 stays a figure: its word depends on the noun. */
  amount: (amount, next) =>
    amount.kind === 'integer' && cardinal(amount.value).endsWith('un') && /^\s+\p{L}/u.test(next)
      ? String(amount.value)
      : bare(amount),
  quantity(amount, { one, many, gender = 'm' }) {
    if (amount.kind === 'integer') {
      return `${cardinal(amount.value, gender)} ${amount.value < 2 ? one : many}`;
    }
    if (amount.kind === 'decimal') return `${bare(amount)} ${amount.whole < 2 ? one : many}`;
    const { whole, top, bottom } = amount;
    if (whole === 0 && bottom === 2) return `${cardinal(1, gender)} demi-${one}`;
    if (whole === 0) return `${part(top, bottom)} ${of(one)}`;
    const rest = bottom === 2 ? `et ${gender === 'f' ? 'demie' : 'demi'}` : part(top, bottom);
    return `${cardinal(whole, gender)} ${whole < 2 ? one : many} ${rest}`;
  },
  lower: (amount, spoken) =>
    amount.kind === 'fraction' && amount.whole === 0 && amount.bottom === 2
      ? `${cardinal(1, spoken?.gender)} ${spoken?.gender === 'f' ? 'demie' : 'demi'}`
      : bare(amount, spoken?.gender),
  clock: (hour, minute) =>
    `${cardinal(hour, 'f')} heure${hour > 1 ? 's' : ''}${minute === 0 ? '' : ` ${cardinal(minute, 'f')}`}`,
};
