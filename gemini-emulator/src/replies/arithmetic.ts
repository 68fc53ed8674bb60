import { parseQuantity, type Quantity } from '@bakebot/agent/baking/quantity';
import type { Intent } from './intent.ts';
import { sayMeasure } from './wording.ts';

/** "Double 350 grams". "Double" is often heard as "number", and "of" as anything. */
const MULTIPLES: readonly (readonly [RegExp, number])[] = [
  [/\b(?:doubled?|twice|two times|number) (.+)$/iu, 2],
  [/\b(?:tripled?|three times) (.+)$/iu, 3],
  [
    /\b(?:half|halve)(?: (?:of|on|a|from|off|the))? (?=\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|a) )(.+)$/iu,
    1 / 2,
  ],
  [/\ba? ?third of (.+)$/iu, 1 / 3],
  [/\ba? ?(?:quarter|fourth) of (.+)$/iu, 1 / 4],
];
const TIMES = /([\p{L}\d][\p{L}\d./ ]*?) (?:times|x|×|\*|multiplied by) (.+)$/iu;
const DIVIDED = /([\d½¼¾].*?) (?:divided by|over) (.+)$/iu;
const SUM = /(\d.*?) (plus|\+|minus|-|less) (\d.*)$/iu;

/** Sums that cooks do with quantities: "double 350 grams", "half of 3/4 cup", "250 g plus 1 kg". */
export const calculate: Intent = ({ said }) => {
  const question = said.trim().replace(/[?.!]+$/u, '');
  const result = multiple(question) ?? product(question) ?? sum(question);
  return result && Number.isFinite(result.amount)
    ? { type: 'text', text: `That is ${sayMeasure(result.amount, nameOf(result))}.` }
    : undefined;
};

function multiple(text: string): Quantity | undefined {
  for (const [pattern, factor] of MULTIPLES) {
    const quantity = quantityOf(pattern.exec(text)?.[1]);
    if (quantity) return { ...quantity, amount: quantity.amount * factor };
  }
  return undefined;
}

function product(text: string): Quantity | undefined {
  const times = TIMES.exec(text);
  const [left, right] = [quantityOf(times?.[1]), quantityOf(times?.[2])];
  if (left && right) return { ...(right.unit ? right : left), amount: left.amount * right.amount };
  const divided = DIVIDED.exec(text);
  const [over, under] = [quantityOf(divided?.[1]), quantityOf(divided?.[2])];
  return over && under && { ...over, amount: over.amount / under.amount };
}

function sum(text: string): Quantity | undefined {
  const match = SUM.exec(text);
  const [left, right] = [quantityOf(match?.[1]), quantityOf(match?.[3])];
  if (!match || !left || !right) return undefined;
  const sign = /plus|\+/u.test(match[2] ?? '') ? 1 : -1;
  const ratio = left.unit && right.unit ? right.unit.size / left.unit.size : 1;
  return { ...left, amount: left.amount + sign * right.amount * ratio };
}

function quantityOf(text: string | undefined): Quantity | undefined {
  return text === undefined ? undefined : parseQuantity(text);
}

/** The unit, or what is counted. */
function nameOf({ unit, rest }: Quantity): string {
  return unit?.symbol ?? (/^eggs?$/u.test(rest) ? rest : '');
}
