import { toCardinal } from 'n2words/de-DE';
import {
  type Amount,
  isOne,
  METRIC,
  sayDigits,
  type SpokenLanguage,
  type SpokenUnit,
} from './language.ts';

function unit(
  written: string,
  gender: NonNullable<SpokenUnit['gender']>,
  one: string,
  many = one,
): SpokenUnit {
  return { written, gender, one, many };
}

const UNITS: readonly SpokenUnit[] = [
  unit('EL|Esslöffeln?|tbsp', 'm', 'Esslöffel'),
  unit('TL|Teelöffeln?|tsp', 'm', 'Teelöffel'),
  unit('Tassen?|cups?', 'f', 'Tasse', 'Tassen'),
  unit('Prisen?|Pr(?:\\.(?=\\s\\p{L}))?', 'f', 'Prise', 'Prisen'),
  unit('(?:Pckg?|Pk)(?:\\.(?=\\s\\p{L}))?|Päckchen', 'n', 'Päckchen'),
  unit('Msp(?:\\.(?=\\s\\p{L}))?', 'f', 'Messerspitze', 'Messerspitzen'),
  unit(`Gramm|${METRIC.gram}`, 'n', 'Gramm'),
  unit(`Kilogramm|Kilo|${METRIC.kilogram}`, 'n', 'Kilogramm'),
  unit(METRIC.milligram, 'n', 'Milligramm'),
  unit(`Milliliter|${METRIC.milliliter}`, 'm', 'Milliliter'),
  unit(METRIC.centiliter, 'm', 'Zentiliter'),
  unit(METRIC.deciliter, 'm', 'Deziliter'),
  unit(`Litern?|${METRIC.liter}`, 'm', 'Liter'),
  unit(METRIC.millimeter, 'm', 'Millimeter'),
  unit(METRIC.centimeter, 'm', 'Zentimeter'),
  unit(`Zoll|${METRIC.inch}`, 'm', 'Zoll'),
  unit('oz', 'f', 'Unze', 'Unzen'),
  unit('Pfund|lbs?', 'n', 'Pfund'),
  unit('Minuten?|[Mm]in', 'f', 'Minute', 'Minuten'),
  unit('Stunden?|[Ss]td|h', 'f', 'Stunde', 'Stunden'),
  unit('Sekunden?|[Ss]ek', 'f', 'Sekunde', 'Sekunden'),
  unit(METRIC.celsius, 'm', 'Grad Celsius'),
  unit(METRIC.fahrenheit, 'm', 'Grad Fahrenheit'),
  unit(METRIC.degree, 'm', 'Grad'),
];

/** "One" before a noun. Masculine nouns are objects as a rule: "gib einen Esslöffel dazu". */
const ONE = { m: 'einen', f: 'eine', n: 'ein' } as const;
const HALF = { m: 'einen halben', f: 'eine halbe', n: 'ein halbes' } as const;
/** After "das ist" and "das sind" they are not. */
const ONE_SUBJECT = { ...ONE, m: 'ein' } as const;
const HALF_SUBJECT = { ...HALF, m: 'ein halber' } as const;
const IS = /\b(?:ist|sind|war|waren)\b[^.,;:!?]*$/iu;
const PARTS: Readonly<Record<number, string>> = {
  2: 'halb',
  3: 'drittel',
  4: 'viertel',
  5: 'fünftel',
  6: 'sechstel',
  8: 'achtel',
  10: 'zehntel',
  16: 'sechzehntel',
};

function cardinal(value: number): string {
  return toCardinal(value);
}

function part(top: number, bottom: number): string {
  const name = PARTS[bottom] ?? `${cardinal(bottom)}tel`;
  return `${top === 1 ? 'ein' : cardinal(top)} ${name}`;
}

function fraction({ whole, top, bottom }: Extract<Amount, { kind: 'fraction' }>): string {
  // "eineinhalb", "zweieinhalb"
  if (whole > 0 && bottom === 2) return `${whole === 1 ? 'ein' : cardinal(whole)}einhalb`;
  const words = bottom === 2 ? 'ein halb' : part(top, bottom);
  return whole > 0 ? `${whole === 1 ? 'ein' : cardinal(whole)} und ${words}` : words;
}

function decimal({ whole, decimals }: Extract<Amount, { kind: 'decimal' }>): string {
  return `${cardinal(whole)} Komma ${sayDigits(decimals, cardinal)}`;
}

/** Without a unit, "1" stays a figure: its word depends on the noun. */
function bare(amount: Amount): string {
  switch (amount.kind) {
    case 'integer':
      return amount.value === 1 ? '1' : cardinal(amount.value);
    case 'decimal':
      return decimal(amount);
    case 'fraction':
      return fraction(amount);
  }
}

export const GERMAN: SpokenLanguage = {
  units: UNITS,
  thousands: '.',
  by: 'mal',
  times: 'mal',
  about: 'etwa',
  and: 'und',
  dot: 'Punkt',
  percent: ' Prozent',
  minus: 'minus',
  range: (from, to) => `${from} bis ${to}`,
  amount: (amount, next) =>
    amount.kind === 'fraction' &&
    amount.whole === 0 &&
    amount.bottom === 2 &&
    /^\s+\p{L}/u.test(next)
      ? 'ein halb'
      : bare(amount),
  quantity(amount, { one, many, gender = 'n' }, before) {
    if (!isOne(amount)) return `${bare(amount)} ${many}`;
    const isSubject = IS.test(before);
    if (amount.kind !== 'fraction') return `${(isSubject ? ONE_SUBJECT : ONE)[gender]} ${one}`;
    const half = (isSubject ? HALF_SUBJECT : HALF)[gender];
    return `${amount.bottom === 2 ? half : bare(amount)} ${one}`;
  },
  lower(amount, spoken) {
    if (amount.kind === 'fraction' && amount.whole === 0 && amount.bottom === 2) {
      return spoken ? HALF[spoken.gender ?? 'n'] : 'ein halb';
    }
    return amount.kind === 'integer' && amount.value === 1 ? 'ein' : bare(amount);
  },
  clock: (hour, minute) =>
    `${hour === 1 ? 'ein' : cardinal(hour)} Uhr${minute === 0 ? '' : ` ${cardinal(minute)}`}`,
};
