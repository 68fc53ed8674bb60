import { CARDINALS, cardinalOf, FRACTIONS } from './number-words.ts';

/** A number found in a text, and the index after it. */
export type NumberAt = { readonly value: number; readonly end: number };

const FRACTION_SIGNS: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};

/** Full-width letters become plain ones, "1½" becomes "1 1/2": what all parsers here expect. */
export function tidyText(text: string): string {
  return text
    .replaceAll(
      /(?:(\d)\s*)?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])/gu,
      (_, digit: string = '', sign: string) =>
        `${digit}${digit && ' '}${FRACTION_SIGNS[sign] ?? sign}`,
    )
    .replaceAll('º', '°')
    .normalize('NFKC')
    .replaceAll('⁄', '/')
    .replaceAll(/[’‘]/gu, "'")
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const DECIMAL = /\d+(?:[.,']\d+)*|\.\d+/uy;
const SPACED_THOUSANDS = /\d{1,3}(?: \d{3})+(?!\d)/uy;
const OVER = /\s?\/\s?(\d+)(?!\d)/uy;
/** "1 1/2", "1-1/2", "1 and 1/2", "1と1/2". */
const MIXED = /(?:\s?[-–&+と]\s?| (?:and|und|et|y) | )(\d+)\s?\/\s?(\d+)(?!\d)/iuy;
/** "2 and a half", "2 et demi", "dos y medio". */
const AND_FRACTION =
  /[ -](?:and|und|et|y) (?:(an?|one|two|three|eine?|un|une|deux|trois|dos|tres) )?(\p{L}+)/iuy;
const WORD = /\p{L}+/uy;
const ARTICLE = /(?:an?|the|one|ein|eine|einen|einer|un|une|una)[ -]/iuy;
/** What stands between a fraction and what it is of: "half of a cup", "un quart de litre". */
const OF_A =
  /[ -]?(?:(?:of|de|d'|von)[ -]?)?(?:(?:an?|one|the|ein|eine|einer|einem|un|une|una)[ -])?/iuy;
const OF_THE = / (?:of|de|d')(?: (?:an?|one|une?|una)(?= ))?/iuy;
const DOZEN = /[ -](?:dozen|dutzend|douzaines?|docenas?)(?: (?:de|d'))?(?!\p{L})/iuy;
const JAPANESE_FRACTION = /([〇一二三四五六七八九十\d]+)分の([〇一二三四五六七八九十\d]+)/uy;
/** Kanji are numbers only before a counter: 三温糖 is a sugar. */
const KANJI =
  /[〇一二三四五六七八九十百千]+(?=$|[\s杯個枚本合片袋つ半と]|グラム|リットル|カップ|パック|g|ml|cc)/uy;

/**
 * Reads the number that begins at an index of a tidy text (`tidyText`): digits, fractions and words of English, German,
 * French, Spanish and Japanese.
 *
 * @param decimalComma Whether "1,500" is one and a half.
 */
export function numberAt(text: string, start: number, decimalComma = false): NumberAt | undefined {
  const found =
    japanese(text, start) ?? digits(text, start, decimalComma) ?? numberInWords(text, start);
  if (!found) return undefined;
  const dozen = matchAt(DOZEN, text, found.end);
  const whole = dozen ? { value: found.value * 12, end: found.end + dozen[0].length } : found;
  return Number.isFinite(whole.value) ? whole : undefined;
}

function digits(text: string, start: number, decimalComma: boolean): NumberAt | undefined {
  const spaced = decimalComma ? matchAt(SPACED_THOUSANDS, text, start)?.[0] : undefined;
  const written = spaced ?? matchAt(DECIMAL, text, start)?.[0];
  if (written === undefined) return undefined;
  const value = parseDecimal(written.replaceAll(/[ ']/gu, ''), decimalComma);
  const end = start + written.length;
  const over = matchAt(OVER, text, end);
  if (over) {
    const after = end + over[0].length;
    const of = matchAt(OF_THE, text, after)?.[0] ?? '';
    return { value: value / Number(over[1]), end: after + of.length };
  }
  const mixed = matchAt(MIXED, text, end);
  const part = Number(mixed?.[1]) / Number(mixed?.[2]);
  if (mixed && part < 1 && Number.isInteger(value) && value > 0) {
    return { value: value + part, end: end + mixed[0].length };
  }
  return withFraction({ value, end }, text);
}

function parseDecimal(written: string, decimalComma: boolean): number {
  const marks = written.match(/[.,]/gu) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return Number(written);
  const mixed = marks.some((mark) => mark !== last);
  const thousands = /^[1-9]\d{0,2}(?:[.,]\d{3})+$/u.test(written);
  const isDecimal =
    mixed || (marks.length === 1 && (!thousands || (last === ',') === decimalComma));
  const at = isDecimal ? written.lastIndexOf(last) : written.length;
  const whole = written.slice(0, at).replaceAll(/[.,]/gu, '');
  return Number(`${whole}.${written.slice(at + 1) || 0}`);
}

/** "2 and a half", "3 quarters". */
function withFraction(found: NumberAt, text: string): NumberAt {
  const and = matchAt(AND_FRACTION, text, found.end);
  const part = FRACTIONS.get(and?.[2]?.toLowerCase().replace(/s$/u, '') ?? '');
  if (and && part !== undefined && part < 1) {
    const count = CARDINALS.get(and[1]?.toLowerCase() ?? '') ?? 1;
    return { value: found.value + count * part, end: found.end + and[0].length };
  }
  const separated = /[ -]/u.test(text.charAt(found.end)) ? found.end + 1 : -1;
  const fraction = separated < 0 ? undefined : fractionAt(text, separated);
  if (!fraction || fraction.value >= 1 || found.value >= 20) return found;
  return { value: found.value * fraction.value, end: fraction.end };
}

function numberInWords(text: string, start: number): NumberAt | undefined {
  const plain = fractionAt(text, start);
  if (plain) return plain;
  const article = matchAt(ARTICLE, text, start);
  const fraction = article && fractionAt(text, start + article[0].length);
  if (fraction) return fraction;
  const couple = matchAt(/(?:an? )?(?:couple|pair)(?: of)?(?!\p{L})/iuy, text, start);
  if (couple) return { value: 2, end: start + couple[0].length };
  const cardinal = cardinalAt(text, start);
  if (cardinal) return withFraction(cardinal, text);
  const one = matchAt(/an?(?= \p{L})/iuy, text, start);
  return one && withFraction({ value: 1, end: start + one[0].length }, text);
}

function fractionAt(text: string, start: number): NumberAt | undefined {
  const compound = matchAt(
    /(?:dreiviertel|viertel|halb|achtel)(?=liter|pfund|kilo)/iuy,
    text,
    start,
  );
  if (compound) {
    const part = FRACTIONS.get(compound[0].toLowerCase()) ?? 1;
    return { value: part, end: start + compound[0].length };
  }
  const word = matchAt(WORD, text, start)?.[0];
  const name = word?.toLowerCase() ?? '';
  const value = FRACTIONS.get(name) ?? FRACTIONS.get(name.replace(/s$/u, ''));
  if (word === undefined || value === undefined) return undefined;
  const end = start + word.length;
  const after = text.slice(end);
  // "Half and half" is a cream, a quart is a measure, and only in French a quarter.
  if (/^[ -](?:and|&)[ -]half/iu.test(after)) return undefined;
  if (/^quarts?$/u.test(name) && !/^ d[e']/iu.test(after)) return undefined;
  const of = matchAt(OF_A, text, end)?.[0] ?? '';
  return { value, end: end + of.trimEnd().length };
}

/** Adds up "three hundred fifty", "one thousand two hundred", "treinta y cinco", but not "four ten". */
function cardinalAt(text: string, start: number): NumberAt | undefined {
  let thousands = 0;
  let rest = 0;
  let last: number | undefined;
  let end = start;
  for (let at = start; ;) {
    const word = matchAt(WORD, text, at)?.[0];
    const value = word === undefined ? undefined : cardinalOf(word.toLowerCase());
    if (word === undefined || value === undefined) break;
    if (value === 1000 && thousands === 0) {
      thousands = Math.max(rest, 1) * 1000;
      rest = 0;
    } else if (value === 100 && rest < 100) rest = Math.max(rest, 1) * 100;
    else if (rest === 4 && value === 20) rest = 80;
    else if (last === undefined || follows(value, last)) rest += value;
    else break;
    last = rest === 80 ? 80 : value;
    end = at + word.length;
    const link = matchAt(last >= 20 ? /(?:[ -](?:and|y|et)[ -]|[ -])/iuy : /[ -]/uy, text, end);
    if (!link) break;
    at = end + link[0].length;
  }
  return last === undefined ? undefined : { value: thousands + rest, end };
}

/** Whether a number is spoken as the smaller part of the one before it. */
function follows(value: number, last: number): boolean {
  if (last >= 1000) return value < 1000;
  return last >= 100 ? value < 100 : last >= 20 && value < 20 && (value < 10 || last % 20 === 0);
}

function japanese(text: string, start: number): NumberAt | undefined {
  const fraction = matchAt(JAPANESE_FRACTION, text, start);
  if (fraction) {
    const [under, over] = [kanjiValue(fraction[1] ?? ''), kanjiValue(fraction[2] ?? '')];
    return { value: over / under, end: start + fraction[0].length };
  }
  const half = matchAt(/半分|半(?=個|カップ|丁)/uy, text, start);
  if (half) return { value: 0.5, end: start + half[0].length };
  const kanji = matchAt(KANJI, text, start)?.[0];
  return kanji === undefined ? undefined : { value: kanjiValue(kanji), end: start + kanji.length };
}

function kanjiValue(written: string): number {
  if (/^\d+$/u.test(written)) return Number(written);
  let [sum, ones] = [0, 0];
  for (const sign of written) {
    const size = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (size === undefined) ones = '〇一二三四五六七八九'.indexOf(sign);
    else {
      sum += Math.max(ones, 1) * size;
      ones = 0;
    }
  }
  return sum + ones;
}

/** A sticky match at an index. */
export function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text) ?? undefined;
}
