import { describe, expect, it } from 'vitest';
import { textLeft } from './text-left.ts';

const TEXT = 'Sift the flour into a bowl. Beat in the two eggs, one by one. Bake it at once.';

describe('the text left after a cut', () => {
  it.each([
    [0, TEXT],
    [1000, TEXT],
    [2500, 'Beat in the two eggs, one by one. Bake it at once.'],
    [5500, 'Bake it at once.'],
    [20_000, ''],
  ])('after %i ms of speech starts with the sentence that was cut', (spokenMs, left) => {
    expect(textLeft(TEXT, spokenMs)).toBe(left);
  });
});
