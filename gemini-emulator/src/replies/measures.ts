import { convertMeasure as convert, roundMeasure } from '@bakebot/agent/baking/convert-measure';
import { parseQuantity } from '@bakebot/agent/baking/quantity';
import { findUnit } from '@bakebot/agent/baking/units';
import type { Conversation } from './conversation.ts';
import type { Intent } from './intent.ts';
import { fillCall, findTool } from './tools.ts';
import { sayMeasure } from './wording.ts';

type Question = { readonly quantity: string; readonly to: string; readonly ingredient?: string };

/** How a conversion is asked for, in five languages; what is meant by the words is for the agent's parser. */
const QUESTIONS: readonly RegExp[] = [
  /how (?:many|much) (?<to>[\p{L}. ]+?) (?:are|is|do|does|go|make|makes|in|for|equals?)\b(?: there)?(?: in(?:to)?)? (?<quantity>.+)$/iu,
  /(?:convert|change|turn|what is|what's|what are|how (?:much|many) (?:is|are)|how much are)? ?(?<quantity>.+?) (?:in|to|into|as|2) (?:an? )?(?<to>[\p{L}. ]+)$/iu,
  /(?:how much|what) (?:does|do|would) (?<quantity>.+?) weigh(?: in (?<to>[\p{L} ]+))?$/iu,
  /how (?:heavy|much) is (?<quantity>.+)$/iu,
  /wie ?viele? (?<to>\p{L}+) (?:sind|ist|hat|haben|wiegen|wiegt|entsprechen)(?: in)? (?<quantity>.+)$/iu,
  /combien (?:de |d')(?<to>\p{L}+) (?:font|fait|dans|pour|y a-t-il dans|pèse|pèsent|représentent) (?<quantity>.+)$/iu,
  /cuánt[oa]s (?<to>\p{L}+) (?:son|hay en|tiene|tienen|pesa|pesan|equivalen a) (?<quantity>.+)$/iu,
  /^(?<quantity>.+?)(?:は|って)何?(?<to>グラム|ミリリットル|カップ|ml|g)/iu,
  /^(?<quantity>.+?)は何(?<to>\p{L}+?)(?:です|ですか|か|$)/iu,
];
/** "And in cups?" */
const FOLLOW_UP = /^(?:and|what about|how about|now|or)?\s*(?:in|to|into) (?<to>[\p{L} ]+)$/iu;

/** Conversions between kitchen measures, through the tool when there is one. */
export const convertMeasure: Intent = ({ said, tools, conversation }) => {
  const question = understand(said.trim().replace(/[?？.!¿]+$/u, ''), conversation);
  if (!question) return undefined;
  const tool = findTool(tools, 'convert', 'measure') ?? findTool(tools, 'convert', 'unit');
  const { amount, unit, rest } = parseQuantity(question.quantity) ?? { rest: '' };
  const ingredient = question.ingredient ?? rest;
  const call =
    tool &&
    fillCall(tool, {
      quantity: question.quantity,
      to: namesOf(question.to),
      ...(amount !== undefined && { amount }),
      ...(unit && { from: unit.symbol }),
      ...(ingredient !== '' && { ingredient }),
    });
  return call ? { type: 'calls', calls: [call] } : { type: 'text', text: inWords(question) };
};

function understand(said: string, conversation: Conversation): Question | undefined {
  const again = FOLLOW_UP.exec(said)?.groups?.['to'];
  const last = again === undefined ? undefined : lastQuestion(conversation);
  if (last && again !== undefined) return { ...last, to: again };
  for (const pattern of QUESTIONS) {
    const { quantity, to = 'g' } = pattern.exec(said.replace(/^[¿¡]/u, ''))?.groups ?? {};
    const isMeasured = quantity !== undefined && parseQuantity(quantity) !== undefined;
    if (isMeasured && isWanted(to)) return { quantity: quantity.trim(), to: to.trim() };
  }
  return undefined;
}

/** A unit, or eggs: "how many eggs are 250 grams?" */
function isWanted(to: string): boolean {
  return findUnit(to) !== undefined || /\b(?:eggs?|egg (?:whites?|yolks?)|eier)\b/iu.test(to);
}

/** All the names under which a tool may know the unit, the likeliest first. */
function namesOf(to: string): readonly string[] {
  const symbol = findUnit(to)?.symbol ?? to;
  return [symbol, to.toLowerCase(), ...[1, 2].map((count) => sayMeasure(count, symbol).slice(2))];
}

/** The last conversion that was done with a tool. */
function lastQuestion({ turns }: Conversation): Question | undefined {
  const calls = turns.flatMap((turn) => (turn.from === 'model' ? turn.calls : []));
  for (const { args } of calls.toReversed()) {
    const { quantity, amount, from, ingredient } = args;
    const said = typeof quantity === 'string' ? quantity : `${String(amount)} ${String(from)}`;
    if (parseQuantity(said) === undefined) continue;
    return { quantity: said, to: '', ...(typeof ingredient === 'string' && { ingredient }) };
  }
  return undefined;
}

/** The agent's own answer, for an app without the tool. */
function inWords(question: Question): string {
  const result = convert(question);
  if (!result.ok) return 'For that I would need to know more.';
  const { amount, unit, ingredient } = result;
  const what =
    ingredient === undefined ? question.quantity : `${measureOf(question)} of ${ingredient}`;
  return `${what} is about ${sayMeasure(roundMeasure(amount, unit), unit)}.`;
}

function measureOf({ quantity }: Question): string {
  const { amount = 1, unit } = parseQuantity(quantity) ?? {};
  return sayMeasure(amount, unit?.symbol ?? '');
}
