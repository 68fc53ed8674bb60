/** An amount as it is written: `2`, `1.5`, or `1 1/2`, which is whole 1, top 1, bottom 2. */
export type Amount =
  | { readonly kind: 'integer'; readonly value: number }
  /** `decimals` are the digits behind the point. */
  | { readonly kind: 'decimal'; readonly whole: number; readonly decimals: string }
  | {
      readonly kind: 'fraction';
      readonly whole: number;
      readonly top: number;
      readonly bottom: number;
    };

/** A unit as it is written, and its words. */
export type SpokenUnit = {
  /** Regular expression of its spellings. It respects case, because T is a tablespoon and t a teaspoon. */
  readonly written: string;
  readonly one: string;
  readonly many: string;
  readonly gender?: 'm' | 'f' | 'n';
};

/** How a language says figures. */
export type SpokenLanguage = {
  readonly units: readonly SpokenUnit[];
  /** Between groups of three digits: `1,000`. */
  readonly thousands: string;
  /** Between the sides of a pan: `9 x 13`. */
  readonly by: string;
  /** Between a number and what is multiplied: `2 x 400 g`. */
  readonly times: string;
  readonly about: string;
  readonly and: string;
  /** In an address: `example.org`. */
  readonly dot: string;
  /** With the space before it. */
  readonly percent: string;
  readonly minus: string;
  /** @param from in words @param to in words, with its unit */
  range(from: string, to: string): string;
  /** @param next the words that follow the amount */
  amount(amount: Amount, next: string): string;
  /** @param before the words before the amount, on which the case of its words may depend */
  quantity(amount: Amount, unit: SpokenUnit, before: string): string;
  /** The lower end of a range, whose unit comes after the upper end. */
  lower(amount: Amount, unit: SpokenUnit | undefined): string;
  /** A time of day, from 0:00 to 23:59. */
  clock(hour: number, minute: number): string;
};

/** Largest number that is said in words; longer ones are years to come, codes and telephone numbers. */
const MAX_IN_WORDS = 9999;

export function isSaid(value: number): boolean {
  return value <= MAX_IN_WORDS;
}

/** The digits behind the point, one by one. */
export function sayDigits(decimals: string, say: (digit: number) => string): string {
  return Array.from(decimals, (digit) => say(Number(digit))).join(' ');
}

/** Whether exactly one, or a part of one, is meant. */
export function isOne(amount: Amount): boolean {
  switch (amount.kind) {
    case 'integer':
      return amount.value === 1;
    case 'decimal':
      return false;
    case 'fraction':
      return amount.whole === 0;
  }
}

/** Metric symbols that all languages share. */
export const METRIC = {
  gram: 'g',
  kilogram: 'kg',
  milligram: 'mg',
  milliliter: 'm[lL]',
  centiliter: 'c[lL]',
  deciliter: 'd[lL]',
  liter: '[lL]',
  millimeter: 'mm',
  centimeter: 'cm',
  celsius: '[°º]\\s?C|℃|C',
  fahrenheit: '[°º]\\s?F|℉|F',
  degree: '[°º]',
  inch: '["″]',
} as const;
