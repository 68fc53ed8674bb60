import { numberAt, tidyText } from '@bakebot/agent/baking/numbers';
import { unitAt } from '@bakebot/agent/baking/units';

/** What is counted besides measures: an article before it is a number. */
const COUNTED = /(?:hours?|minutes?|seconds?|dozen)\b/uy;
const HALF_AFTER = / (?:hours?|minutes?|seconds?)\b(?= and an? (half|quarter)\b)/uy;
const FRACTION_WORD = /^(?:an? )?(?:half|third|quarter|fourth|fifth|eighth)s?\b/u;

/**
 * Text in lower case, without punctuation, with every number in digits: "One and a half cups!" → "1.5 cups". A fraction of
 * something else stays a word: "half of 350 g".
 */
export function normalize(text: string): string {
  const plain = tidyText(text)
    .toLowerCase()
    .replaceAll('°', ' degrees ')
    .replaceAll(/(\d)(?=\p{L})/gu, '$1 ')
    .replaceAll(/[^\p{L}\p{N}.,:/'+*×-]|[.,:](?!\d)|(?<!\d)\/|(?<=\p{L})-(?=\p{L})/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  let written = '';
  for (let at = 0; at < plain.length;) {
    const number = /[\p{L}\p{N}.]/u.test(plain.charAt(at - 1)) ? undefined : counted(plain, at);
    written += number ? number.digits : plain.charAt(at);
    at = number ? number.end : at + 1;
  }
  return written.replaceAll(/\s+/gu, ' ').trim();
}

function counted(text: string, start: number): { digits: string; end: number } | undefined {
  const found = numberAt(text, start);
  if (!found) return undefined;
  const said = text.slice(start, found.end);
  const after = text.slice(found.end);
  const isArticle = /^an?$/u.test(said);
  const isFraction = FRACTION_WORD.test(said);
  if ((isArticle || isFraction) && !isCounted(after.trimStart())) return undefined;
  HALF_AFTER.lastIndex = found.end;
  const half = HALF_AFTER.exec(text);
  if (!half) return { digits: decimal(found.value), end: found.end };
  const part = half[1] === 'half' ? 0.5 : 0.25;
  const end = found.end + half[0].length + ` and a ${half[1]}`.length;
  return { digits: `${decimal(found.value + part)}${half[0]}`, end };
}

function isCounted(text: string): boolean {
  COUNTED.lastIndex = 0;
  return COUNTED.test(text) || unitAt(text, 0) !== undefined;
}

function decimal(value: number): string {
  return String(Number(value.toFixed(4)));
}
