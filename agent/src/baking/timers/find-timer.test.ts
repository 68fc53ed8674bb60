import { describe, expect, it } from 'vitest';
import { findTimer, type NamedTimer } from './find-timer.ts';

/** Names, and after a slash the minutes that a timer was set for. */
function timersOf(names: readonly string[]): NamedTimer[] {
  return names.map((each, at) => {
    const [name = '', minutes = '5'] = each.split('/');
    return { id: `timer-${at + 1}`, name, setForMs: Number(minutes) * 60_000 };
  });
}

function find(said: string, names: readonly string[]): string {
  const found = findTimer(said, timersOf(names));
  switch (found.kind) {
    case 'one':
      return found.timer.name;
    case 'ask':
      return `which: ${found.among.map(({ name }) => name).join(', ')}?`;
    case 'none':
      return 'none';
  }
}

describe('findTimer', () => {
  it.each([
    ['cake', ['cake', 'bread'], 'cake'],
    ['Cake', ['cake'], 'cake'],
    ['the cake timer', ['cake', 'bread'], 'cake'],
    ['muffins', ['muffin', 'bread'], 'muffin'],
    ['muffin', ['muffins', 'bread'], 'muffins'],
    ['muffins', ['blueberry muffins', 'bread'], 'blueberry muffins'],
    ['cookies', ['cookie', 'pie'], 'cookie'],
    ['loaf', ['loaves', 'cake'], 'loaves'],
    ['potato', ['potatoes'], 'potatoes'],
    ['cake', ['chocolate cake', 'cake'], 'cake'],
    ['timer-2', ['cake', 'cake'], 'cake'],
    ['', ['bread'], 'bread'],
    ['the timer', ['bread'], 'bread'],
    ['bread', ['timer', 'bread'], 'bread'],
    ['10 minutes', ['timer/10', 'timer/20'], 'timer'],
    ['the 20-minute timer', ['a/10', 'b/20'], 'b'],
    ['1 hour 30 minutes', ['a/90', 'b/30'], 'a'],
    ['Kuchentimer', ['Kuchen', 'Brot'], 'Kuchen'],
    ['der Timer für das Brot', ['Kuchen', 'Brot'], 'Brot'],
    ['20 Minuten', ['Kuchen/20', 'Brot/30'], 'Kuchen'],
    ['le minuteur du gâteau', ['gateau', 'pain'], 'gateau'],
    ['temporizador de las galletas', ['galletas', 'pan'], 'galletas'],
    ['ケーキのタイマー', ['ケーキ', 'パン'], 'ケーキ'],
    ['10分のタイマー', ['ケーキ/10', 'パン/20'], 'ケーキ'],
  ])('finds by "%s" among %j: %s', (said, names, expected) => {
    expect(find(said, names)).toBe(expected);
  });

  it.each([
    ['', ['cake', 'bread'], 'which: cake, bread?'],
    ['the timer', ['cake', 'bread'], 'which: cake, bread?'],
    ['an', ['pancakes', 'bread'], 'which: pancakes, bread?'],
    ['cake', ['cake', 'cake'], 'which: cake, cake?'],
    ['cake', ['chocolate cake', 'carrot cake'], 'which: chocolate cake, carrot cake?'],
    ['chocolate cake', ['cake', 'bread'], 'which: cake?'],
    ['5 minutes', ['cake', 'bread'], 'which: cake, bread?'],
  ])('asks for "%s" among %j: %s', (said, names, expected) => {
    expect(find(said, names)).toBe(expected);
  });

  it.each([
    ['cake', ['bread']],
    ['pan', ['pancakes', 'bread']],
    ['pie', ['cake', 'bread']],
    ['30 minutes', ['cake', 'bread']],
    ['バン', ['パン']],
    ['', []],
  ])('finds nothing by "%s" among %j', (said, names) => {
    expect(find(said, names)).toBe('none');
  });
});
