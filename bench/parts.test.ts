import { describe, expect, it } from 'vitest';
import { chosen } from './parts.ts';

const PARTS = { first: 1, second: 2 };

describe('parts of a benchmark', () => {
  it('are all of them when none is named, else the named ones in their own order', () => {
    expect(chosen(PARTS, [])).toEqual(Object.entries(PARTS));
    expect(chosen(PARTS, ['second'])).toEqual([['second', 2]]);
    expect(chosen(PARTS, ['second', 'first'])).toEqual(Object.entries(PARTS));
  });

  it('that there are not are refused, with those that there are', () => {
    expect(() => chosen(PARTS, ['third'])).toThrow('no part third; there are first, second');
  });
});
