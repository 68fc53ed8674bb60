import { assert, nat, property, stringMatching, uniqueArray } from 'fast-check';
import { expect, it } from 'vitest';
import { withoutRepeatedWords } from './repeated-words.ts';

it.each([
  ['Set a timer for ten minutes.', 'Ten minutes, and one for the bread', 'and one for the bread'],
  ['Set a timer for ten minutes.', 'ten minutes', ''],
  ['Set a timer.', 'How much flour?', 'How much flour?'],
  ['Two cups.', 'Two eggs.', 'Two eggs.'],
  ['', 'Hello', 'Hello'],
  ['stir, stir', 'Stir and bake', 'and bake'],
])('after "%s", of "%s" it keeps "%s"', (said, next, kept) => {
  expect(withoutRepeatedWords(said, next)).toBe(kept);
});

it('leaves exactly the new words when all others are repeated', () => {
  const word = stringMatching(/^[a-z]{1,6}$/);
  assert(
    property(uniqueArray(word, { minLength: 2, maxLength: 20 }), nat(), (words, at) => {
      const cut = 1 + (at % (words.length - 1));
      const said = words.slice(0, cut).join(' ');
      expect(withoutRepeatedWords(said, words.join(' '))).toBe(words.slice(cut).join(' '));
    }),
  );
});

it('keeps a sentence that is said twice when fewer words may be repeated', () => {
  expect(withoutRepeatedWords('Set a timer.', 'Set a timer.', 2)).toBe('Set a timer.');
});
