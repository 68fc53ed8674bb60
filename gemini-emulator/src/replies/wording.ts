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
