import { findUnit } from '@bakebot/agent/baking/units';

/** "1 minute", "2 minutes". */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** "flour, butter and eggs". */
export function sayList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An amount as a cook reads it: "700", "0.38", and fractions of a cup as such: "3/8", "1 1/2". */
export function sayAmount(amount: number): string {
  const whole = Math.floor(amount + 1e-6);
  const rest = amount - whole;
  for (const under of [1, 2, 3, 4, 8]) {
    const over = Math.round(rest * under);
    if (Math.abs(rest - over / under) > 0.001) continue;
    if (over === 0) return String(whole);
    return whole === 0 ? `${over}/${under}` : `${whole} ${over}/${under}`;
  }
  return String(Number(amount.toFixed(amount < 10 ? 2 : 1)));
}

/** Units as they are said after an amount, if not by their symbol. */
const SPOKEN: Readonly<Record<string, string>> = {
  ml: 'milliliter',
  cl: 'centiliter',
  dl: 'deciliter',
  l: 'liter',
  tsp: 'teaspoon',
  tbsp: 'tablespoon',
  'fl oz': 'fluid ounce',
  mg: 'milligram',
  g: 'gram',
  kg: 'kilogram',
  oz: 'ounce',
  lb: 'pound',
  cm: 'centimeter',
  mm: 'millimeter',
};
const SIZES = new Set(['small', 'medium', 'large', 'extra large', 'jumbo']);

/** "2 cups", "3/4 cup", "3 eggs". */
export function sayMeasure(amount: number, unit: string): string {
  const known = findUnit(unit);
  const one = known ? (SPOKEN[known.symbol] ?? known.symbol) : unit;
  const isPlural = amount > 1 && one !== '' && known !== undefined && !SIZES.has(one);
  const many = one === 'inch' ? 'inches' : `${one}s`;
  return `${sayAmount(amount)} ${isPlural ? many : one}`.trim();
}

/** "Celsius", as it stands after "degrees". */
export function sayScale(scale: string): string {
  return capitalize(scale.toLowerCase());
}
