import { type Amount, isSaid, type SpokenLanguage } from './language.ts';
import { stripMarkdown } from './strip-markdown.ts';

/** The words in which a sentence is spoken: figures, fractions, units, ranges, addresses and Markdown as a cook says them. */
export function spokenForm(sentence: string, language: SpokenLanguage): string {
  const plain = sayAddresses(stripMarkdown(sentence), language);
  const timed = sayClockTimes(toAsciiDigits(plain), language);
  const parted = timed.replaceAll(ALTERNATIVES, ', ');
  return saySymbols(sayFigures(sayMultiples(parted, language), language), language);
}

/** "180°C/350°F/gas 4", "1 cup/240 ml" */
const ALTERNATIVES = /(?<=\d\s?(?:[°º]\s?)?[\p{L}℃℉]{1,5})\s?\/\s?(?=\d|gas\b)/giu;

const ADDRESS =
  /(?:https?:\/\/)?(?:www\.)?((?:[\p{L}\d-]+\.)+(?:com|org|net|edu|gov|de|fr|es|jp|uk|io|app))(?:\/[^\s)\]]*)?(?![\p{L}\d])/giu;

/** Says the name of a site, and leaves out the path to the page. */
function sayAddresses(text: string, { dot }: SpokenLanguage): string {
  return text.replaceAll(ADDRESS, (_, host: string) => host.split('.').join(` ${dot} `));
}

/** Full-width figures of Japanese text. */
function toAsciiDigits(text: string): string {
  return text.replaceAll(/[０-９]|(?<=[０-９])／(?=[０-９])/gu, (wide) => wide.normalize('NFKC'));
}

const CLOCK =
  /(?<![\d:.,])(\d{1,2})(?::|(?<=\b\d\d?)h)([0-5]\d)(?![\d:])(?:\s*(Uhr|h|heures?|[ap]\.?m\b\.?))?/giu;

function sayClockTimes(text: string, language: SpokenLanguage): string {
  return text.replaceAll(CLOCK, (whole, hours: string, minutes: string, half: string = '') => {
    const given = /^[ap]/iu.exec(half)?.[0]?.toLowerCase();
    const hour = given ? (Number(hours) % 12) + (given === 'p' ? 12 : 0) : Number(hours);
    return hour > 23 ? whole : language.clock(hour, Number(minutes));
  });
}

/** "9 x 13", "9×13 cm"; "2 x 400 g" is a number of times. */
function sayMultiples(text: string, { by, times }: SpokenLanguage): string {
  return text
    .replaceAll(/(?<=\d)\s?[x×]\s?(?=\d+\s?(?:g|kg|ml|l|oz)\b)/gu, ` ${times} `)
    .replaceAll(/(?<=\d(?:\s?(?:cm|mm|in|inch|["″]))?)\s?[x×]\s?(?=\d)/gu, ` ${by} `);
}

const VULGAR = '½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞';
const SLASH = String.raw`\s?[/⁄]\s?`;
/** The bottoms of kitchen fractions. Others are "24/7" and dates. */
const BOTTOM = '(?:2|3|4|5|6|8|10|16)';

function numberPattern(thousands: string): string {
  return [
    String.raw`\d+(?:\s?と\s?|[\s\-–]\s?)?\d{1,2}${SLASH}${BOTTOM}(?![\d/])`,
    String.raw`\d{1,2}${SLASH}${BOTTOM}(?![\d/])`,
    String.raw`(?:\d+(?:\s?と\s?|[\s\-–])?)?[${VULGAR}]`,
    String.raw`\d{1,3}(?:${thousands}\d{3})+(?!\d)`,
    String.raw`\d+[.,]\d+`,
    String.raw`\d+`,
  ].join('|');
}

const PATTERNS = new Map<SpokenLanguage, RegExp>();

/** A number or a range of two, and its unit. */
function figurePattern(language: SpokenLanguage): RegExp {
  const known = PATTERNS.get(language);
  if (known) return known;
  const number = numberPattern(language.thousands);
  const units = language.units.map(({ written }) => written).join('|');
  const pattern = new RegExp(
    [
      String.raw`(?<![A-Za-zÀ-ɏ\d_/]|[\d/][.,:/-]|[$€£¥]\s?)`,
      String.raw`(?<about>[~≈〜]\s?)?(?<minus>(?<![\p{L}\d])[-−](?=\d))?`,
      `(?<first>${number})`,
      String.raw`(?:\s?(?<dash>[-–—~〜])\s?(?<second>${number}))?`,
      String.raw`(?:(?<gap>\s?|-)(?<unit>${units}|%)(?![\p{Script=Latin}\d])(?:\.(?=\s+\p{Ll}))?)?`,
      String.raw`(?![A-Za-zÀ-ɏ\d_/°º℃℉]|[.,:-]\d|\s?[$€£¥])`,
    ].join(''),
    'gu',
  );
  PATTERNS.set(language, pattern);
  return pattern;
}

type Figure = {
  readonly about?: string;
  readonly minus?: string;
  readonly first: string;
  readonly dash?: string;
  readonly second?: string;
  readonly gap?: string;
  readonly unit?: string;
};

function sayFigures(text: string, language: SpokenLanguage): string {
  return text.replaceAll(figurePattern(language), (...match) => {
    const whole: string = match[0];
    const figure: Figure = match.at(-1);
    const offset: number = match.at(-3);
    const around = { before: text.slice(0, offset), after: text.slice(offset + whole.length) };
    return sayFigure(figure, around, language) ?? whole;
  });
}

type Around = { readonly before: string; readonly after: string };

function sayFigure(
  { about, minus, first, dash, second, gap, unit: written = '' }: Figure,
  { before, after }: Around,
  language: SpokenLanguage,
): string | undefined {
  const [from, to] = [first, second].map((number) => number && readAmount(number, language));
  if (!from || (second && !to)) return undefined;
  const unit = findUnit(written, after, language);
  const prefix = `${about ? `${language.about} ` : ''}${minus ? `${language.minus} ` : ''}`;
  // "A 9-inch pan" and a 9" pan: the singular, and the hyphen.
  const isAdjective = gap === '-' || (/^["″]$/u.test(written) && /^ (?!by )\p{L}/u.test(after));
  const say = (amount: Amount) => {
    if (written === '%') return `${language.lower(amount, undefined)}${language.percent}`;
    if (!unit) return language.amount(amount, after);
    if (!isAdjective) return language.quantity(amount, unit, before);
    return `${language.lower(amount, unit).replace(/^(?:an?|ein|un) /u, '')}-${unit.one}`;
  };
  const isJoined = /^\p{Script=Latin}/u.test(after) && /\p{Script=Latin}$/u.test(written);
  const suffix = isJoined ? ' ' : '';
  if (!to) return `${prefix}${say(from)}${suffix}`;
  // "Step 1 - 2 cups" is no range.
  if (valueOf(to) <= valueOf(from)) {
    return `${prefix}${language.lower(from, undefined)} ${dash} ${say(to)}${suffix}`;
  }
  return `${prefix}${language.range(language.lower(from, unit), say(to))}${suffix}`;
}

/** Foods after a bare C, which then is a cup; "4 C" is a fridge. */
const FOOD = /^ (?:of|flour|sugar|milk|water|butter|oil|cream|oats|rice)\b/u;

function findUnit(written: string, after: string, { units }: SpokenLanguage) {
  const plain = written.replace(/\.$/u, '');
  const named = (symbol: string) =>
    units.find((unit) => new RegExp(`^(?:${unit.written})$`, 'u').test(symbol));
  const cups = plain === 'C' && FOOD.test(after) ? named('c') : undefined;
  return cups ?? named(plain);
}

/** Undefined for figures that stay as they are: codes, telephone numbers, fractions over one. */
function readAmount(written: string, { thousands }: SpokenLanguage): Amount | undefined {
  const fraction = /^(?:(\d+)(?:\s?と\s?|[\s\-–]+))?(\d+)[/⁄](\d+)$/u.exec(
    written
      .normalize('NFKC')
      .replace(/\s*[/⁄]\s*/u, '/')
      .replace(/^(\d+)(?=\d\/)/u, '$1'),
  );
  const vulgar = new RegExp(`^(\\d+)?(?:\\s?と\\s?|[\\s\\-–])?([${VULGAR}])$`, 'u').exec(written);
  if (vulgar) {
    const [top = 0, bottom = 1] = (vulgar[2] ?? '').normalize('NFKD').split('⁄').map(Number);
    return { kind: 'fraction', whole: Number(vulgar[1] ?? 0), top, bottom };
  }
  if (fraction) {
    const [whole, top, bottom] = fraction.slice(1).map((part) => Number(part ?? 0));
    if (whole === undefined || !top || !bottom || top >= bottom || !isSaid(whole)) return undefined;
    return { kind: 'fraction', whole, top, bottom };
  }
  if (/^0\d/u.test(written)) return undefined;
  const isGrouped = new RegExp(`^\\d{1,3}(?:${thousands}\\d{3})+$`, 'u').test(written);
  const digits = isGrouped ? written.replaceAll(/\D/gu, '') : written;
  const [whole = '', decimals] = digits.split(/[.,]/u);
  if (!isSaid(Number(whole))) return undefined;
  if (decimals === undefined) return { kind: 'integer', value: Number(whole) };
  return { kind: 'decimal', whole: Number(whole), decimals };
}

function valueOf(amount: Amount): number {
  switch (amount.kind) {
    case 'integer':
      return amount.value;
    case 'decimal':
      return Number(`${amount.whole}.${amount.decimals}`);
    case 'fraction':
      return amount.whole + amount.top / amount.bottom;
  }
}

function saySymbols(text: string, { and }: SpokenLanguage): string {
  return text.replaceAll(/\s&\s/gu, ` ${and} `);
}
