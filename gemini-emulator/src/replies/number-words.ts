import { ANY_UNIT } from './units.ts';

const SMALL: ReadonlyMap<string, number> = new Map(
  [
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
    'sixteen seventeen eighteen nineteen',
  ]
    .join(' ')
    .split(' ')
    .map((word, value) => [word, value]),
);
const TENS: ReadonlyMap<string, number> = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10]),
);
const FRACTIONS: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  eighth: 8,
};
const FRACTION = '(half|third|quarter|fourth|fifth|eighth)';
const FRACTION_SIGNS: Readonly<Record<string, string>> = {
  '½': ' 1/2',
  '⅓': ' 1/3',
  '⅔': ' 2/3',
  '¼': ' 1/4',
  '¾': ' 3/4',
  '⅛': ' 1/8',
};
const COUNTED = `(?:hours?|minutes?|seconds?|dozen|${ANY_UNIT})\\b`;

/**
 * Text in lower case, without punctuation, with every number in digits: "One and a half cups!" → "1.5 cups",
 * "three quarters of a cup" → "0.75 cup". A fraction of something else stays a word: "half of 350 g".
 */
export function normalize(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[½⅓⅔¼¾⅛]/gu, (sign) => FRACTION_SIGNS[sign] ?? sign)
    .replaceAll(/(\d),(?=\d{3}\b)/gu, '$1')
    .replaceAll(/°|º/gu, ' degrees ')
    .replaceAll(/(\d)(?=[a-z])/gu, '$1 ')
    .replaceAll(/[^\p{L}\p{N}./'+*×-]|\.(?!\d)|(?<!\d)\/|(?<=[a-z])-(?=[a-z])/gu, ' ')
    .split(/\s+/u)
    .filter(Boolean);
  return joinFractions(digitsFor(words).join(' '));
}

/** Adds up "three hundred fifty" and "twenty five", but not "four ten". */
function digitsFor(words: readonly string[]): string[] {
  const written: string[] = [];
  let sum: number | undefined;
  let last = 0;
  const close = () => {
    if (sum !== undefined) written.push(String(sum));
    sum = undefined;
  };
  for (const word of words) {
    const value = SMALL.get(word) ?? TENS.get(word);
    if ((word === 'hundred' || word === 'thousand') && sum !== undefined) {
      last = word === 'hundred' ? 100 : 1000;
      sum *= last;
    } else if (word === 'and' && sum !== undefined && last >= 100) {
      // "three hundred and fifty": nothing to write.
    } else if (value === undefined) {
      close();
      written.push(word);
    } else {
      if (sum !== undefined && value < last && (last >= 100 || value < 10)) sum += value;
      else {
        close();
        sum = value;
      }
      last = TENS.has(word) ? 10 : Math.min(value, 1);
    }
  }
  close();
  return written;
}

function joinFractions(text: string): string {
  return text
    .replaceAll(/(\d+) (\d+)\/(\d+)/gu, (_, whole: string, over: string, under: string) =>
      decimal(Number(whole) + Number(over) / Number(under)),
    )
    .replaceAll(/(\d+)\/(\d+)/gu, (_, over: string, under: string) =>
      decimal(Number(over) / Number(under)),
    )
    .replaceAll(new RegExp(`(\\d+) ${FRACTION}s\\b`, 'gu'), (_, count: string, part: string) =>
      decimal(Number(count) / (FRACTIONS[part] ?? 1)),
    )
    .replaceAll(new RegExp(`(?<!${FRACTION} |${FRACTION} of )\\ban? (?=${COUNTED})`, 'gu'), '1 ')
    .replaceAll(
      new RegExp(`(\\d+(?:\\.\\d+)?)( ${COUNTED})? and an? ${FRACTION}\\b`, 'gu'),
      (_, whole: string, counted: string | undefined, part: string) =>
        decimal(Number(whole) + 1 / (FRACTIONS[part] ?? 1)) + (counted ?? ''),
    )
    .replaceAll(
      new RegExp(`\\b(?:an? )?${FRACTION} (?:of )?(?:an? )?(?=${COUNTED})`, 'gu'),
      (_, part: string) => `${decimal(1 / (FRACTIONS[part] ?? 1))} `,
    )
    .replaceAll(new RegExp(`(\\d) (?:(?:of|in) )1 (?=${COUNTED})`, 'gu'), '$1 ')
    .replaceAll(/(\d+) dozen\b/gu, (_, count: string) => String(Number(count) * 12));
}

function decimal(value: number): string {
  return String(Number(value.toFixed(4)));
}
