import type { Intent } from './intent.ts';
import { ANY_UNIT, findUnit } from './units.ts';
import { sayMeasure } from './measures.ts';
import { sayAmount } from './wording.ts';

type Quantity = { readonly amount: number; readonly unit: string };

const QUANTITY = String.raw`(\d+(?:\.\d+)?)(?: (?:of (?:a )?)?(${ANY_UNIT}|eggs?)\b)?`;
const NUMBER = String.raw`(\d+(?:\.\d+)?)`;

/** "Double 350 grams". "Double" is often heard as "number", and "of" as anything. */
const MULTIPLES: readonly (readonly [RegExp, number])[] = [
  [quantityAfter('(?:doubled?|twice|2 times|number)'), 2],
  [quantityAfter('(?:triple|3 times)'), 3],
  [quantityAfter('(?:half|halve)(?: (?:of|on|a|from|off|the))?'), 1 / 2],
  [quantityAfter('third of'), 1 / 3],
  [quantityAfter('(?:quarter|fourth) of'), 1 / 4],
];
const TIMES = new RegExp(`${QUANTITY} (?:times|x|×|\\*|multiplied by) ${NUMBER}`, 'u');
const DIVIDED = new RegExp(`${QUANTITY} (?:divided by|over) ${NUMBER}`, 'u');
const SUM = new RegExp(`${QUANTITY} (plus|\\+|minus|-|less) ${QUANTITY}`, 'u');

/** Sums that cooks do with quantities: "double 350 grams", "half of 3/4 cup", "250 g plus 1 kg". */
export const calculate: Intent = ({ text }) => {
  const result = multiple(text) ?? product(text) ?? sum(text);
  return result === undefined ? undefined : { type: 'text', text: `${result}.` };
};

function multiple(text: string): string | undefined {
  for (const [pattern, factor] of MULTIPLES) {
    const quantity = quantityOf(pattern.exec(text)?.slice(1));
    if (quantity) return say({ ...quantity, amount: quantity.amount * factor });
  }
  return undefined;
}

function product(text: string): string | undefined {
  const times = TIMES.exec(text);
  const divided = DIVIDED.exec(text);
  const quantity = quantityOf((times ?? divided)?.slice(1));
  const operand = Number((times ?? divided)?.[3]);
  if (!quantity || Number.isNaN(operand) || (divided && operand === 0)) return undefined;
  return say({ ...quantity, amount: quantity.amount * (times ? operand : 1 / operand) });
}

function sum(text: string): string | undefined {
  const match = SUM.exec(text);
  const left = quantityOf(match?.slice(1));
  const right = quantityOf(match?.slice(4));
  if (!match || !left || !right) return undefined;
  const sign = match[3] === 'plus' || match[3] === '+' ? 1 : -1;
  const [leftUnit, rightUnit] = [findUnit(left.unit), findUnit(right.unit)];
  if (leftUnit && rightUnit && leftUnit.kind === rightUnit.kind) {
    const amount = left.amount + (sign * right.amount * rightUnit.size) / leftUnit.size;
    return say({ ...left, amount });
  }
  return say({ amount: left.amount + sign * right.amount, unit: left.unit || right.unit });
}

function quantityAfter(words: string): RegExp {
  return new RegExp(String.raw`\b${words} ${QUANTITY}`, 'u');
}

function quantityOf(groups: readonly (string | undefined)[] | undefined): Quantity | undefined {
  const amount = groups?.[0];
  return amount === undefined ? undefined : { amount: Number(amount), unit: groups?.[1] ?? '' };
}

function say({ amount, unit }: Quantity): string {
  const known = findUnit(unit);
  if (known) return `That is ${sayMeasure(amount, known)}`;
  return `That is ${sayAmount(amount)} ${unit}`.trim();
}
