import type { Conversation } from './conversation.ts';
import type { Intent, Request } from './intent.ts';
import { fillCall, findTool } from './tools.ts';
import { ANY_UNIT, findUnit, namesOfUnit, type Unit } from './units.ts';
import { sayAmount } from './wording.ts';

type Conversion = {
  readonly amount: number;
  readonly from: Unit;
  readonly to: Unit;
  readonly ingredient: string | undefined;
};

const AMOUNT = String.raw`(\d+(?:\.\d+)?)`;
const UNIT = String.raw`(${ANY_UNIT})\b`;
/** "Of" is often heard as something else. */
const OF = '(?:of|and|in|on|off|or|for)';

/** "How many grams are in one cup of flour?" */
const HOW_MANY = new RegExp(`how (?:many|much) ${UNIT}.*?${AMOUNT} ${UNIT}(?: ${OF} (.+))?$`, 'u');
/** "How many rents are in one cup of flour?": the shortest word is the first that the ear gets wrong. */
const HOW_MANY_OF_WHAT = new RegExp(
  `how (?:many|much) [a-z]+(?: are| is)?(?: there)? in ${AMOUNT} ${UNIT} ${OF} (.+)$`,
  'u',
);
/** "Convert two cups of milk to millilitres", "200 g flour in cups". */
const CONVERT = new RegExp(
  `${AMOUNT} ${UNIT}(?: ${OF}(?= ))?(?: (.+?))? (?:in|to|into|2|as) ${UNIT}`,
  'u',
);
/** "And in cups?" */
const FOLLOW_UP = new RegExp(
  `^(?:and|what about|how about|now|or)?\\s*(?:in|to|into) ${UNIT}$`,
  'u',
);

/** Millilitres and grams of what a cup of flour holds: enough for an answer without a tool. */
const FLOUR_GRAMS_PER_ML = 120 / 236.588;

/** Conversions between kitchen measures, through the tool when there is one. */
export const convertMeasure: Intent = (request) => {
  const conversion = understand(request);
  if (!conversion) return undefined;
  const { amount, from, to, ingredient } = conversion;
  const tool =
    findTool(request.tools, 'convert', 'measure') ?? findTool(request.tools, 'convert', 'unit');
  const call =
    tool &&
    fillCall(tool, {
      quantity: `${amount} ${from.symbol}`,
      amount,
      from: namesOfUnit(from),
      to: namesOfUnit(to),
      ...(ingredient !== undefined && { ingredient }),
    });
  return call ? { type: 'calls', calls: [call] } : { type: 'text', text: inWords(conversion) };
};

function understand({ text, conversation }: Request): Conversion | undefined {
  const asked = HOW_MANY.exec(text);
  if (asked) return conversionOf(asked[2], asked[3], asked[1], asked[4]);
  const misheard = HOW_MANY_OF_WHAT.exec(text);
  if (misheard) return conversionOf(misheard[1], misheard[2], 'g', misheard[3]);
  const told = CONVERT.exec(text);
  if (told) return conversionOf(told[1], told[2], told[4], told[3]);
  const [, to] = FOLLOW_UP.exec(text) ?? [];
  const last = to === undefined ? undefined : lastConversion(conversation);
  return last && conversionOf(last.amount, last.from, to, last.ingredient);
}

function conversionOf(
  amount: string | undefined,
  from: string | undefined,
  to: string | undefined,
  ingredient: string | undefined,
): Conversion | undefined {
  const [fromUnit, toUnit] = [findUnit(from ?? ''), findUnit(to ?? '')];
  if (!fromUnit || !toUnit || amount === undefined) return undefined;
  return {
    amount: Number(amount),
    from: fromUnit,
    to: toUnit,
    ingredient: ingredientNamed(ingredient),
  };
}

/** The words of an ingredient; "flower" is what the ear makes of flour. */
function ingredientNamed(words: string | undefined): string | undefined {
  const name = words
    ?.replaceAll(/\b(?:please|is|are|the|be|weigh|what)\b/gu, ' ')
    .replaceAll(/\bflowers?\b/gu, 'flour')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return name === '' ? undefined : name;
}

/** The last conversion that was done with a tool, as strings: a tool's arguments are whatever its schema asked for. */
function lastConversion({ turns }: Conversation) {
  for (const turn of turns.toReversed()) {
    if (turn.from !== 'model') continue;
    for (const { args } of turn.calls) {
      const { amount, from, to, ingredient } = args;
      if (typeof amount !== 'number' || typeof from !== 'string' || to === undefined) continue;
      return {
        amount: String(amount),
        from,
        ingredient: typeof ingredient === 'string' ? ingredient : undefined,
      };
    }
  }
  return undefined;
}

function inWords({ amount, from, to, ingredient }: Conversion): string {
  const what = ingredient ? ` of ${ingredient}` : '';
  if (from.kind === to.kind) {
    return `${sayMeasure(amount, from)}${what} is about ${sayMeasure((amount * from.size) / to.size, to)}.`;
  }
  if (ingredient === undefined || !/flour/u.test(ingredient)) {
    return ingredient === undefined
      ? 'For that I need to know of what.'
      : 'Of all ingredients I only know the weight of flour by heart.';
  }
  const density = from.kind === 'volume' ? FLOUR_GRAMS_PER_ML : 1 / FLOUR_GRAMS_PER_ML;
  const converted = (amount * from.size * density) / to.size;
  return `${sayMeasure(amount, from)}${what} is about ${sayMeasure(converted, to)}.`;
}

/** "2 cups", "3/4 cup". */
export function sayMeasure(amount: number, { spoken }: Unit): string {
  return `${sayAmount(amount)} ${amount > 1 ? spoken[1] : spoken[0]}`;
}
