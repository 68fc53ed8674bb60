import { describe, expect, it } from 'vitest';
import { normalize } from './number-words.ts';

describe('normalising what was said', () => {
  it.each([
    ['Set a timer for ten minutes!', 'set a timer for 10 minutes'],
    ['twenty five', '25'],
    ['four ten', '4 10'],
    ['three hundred and fifty', '350'],
    ['two thousand', '2000'],
    ['1,500 grams', '1500 grams'],
    ['350°F', '350 degrees f'],
    ['200g', '200 g'],
    ['one and a half cups', '1.5 cups'],
    ['1 1/2 cups', '1.5 cups'],
    ['1½ cups', '1.5 cups'],
    ['three quarters of a cup', '0.75 cup'],
    ['half a cup', '0.5 cup'],
    ['half an hour', '0.5 hour'],
    ['an hour and a half', '1.5 hour'],
    ['half of 350 g', 'half of 350 g'],
    ['two dozen eggs', '24 eggs'],
    ['low-fat milk', 'low fat milk'],
  ])('%s → %s', (said, normalised) => {
    expect(normalize(said)).toBe(normalised);
  });
});
