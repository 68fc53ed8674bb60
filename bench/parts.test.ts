import { describe, expect, it } from 'vitest';
import { selectParts } from './parts.ts';

const PARTS = { first: 1, second: 2 };

describe('selectParts', () => {
  it('selects all parts when none is named, else the named ones in their own order', () => {
    expect(selectParts(PARTS, [])).toEqual(Object.entries(PARTS));
    expect(selectParts(PARTS, ['second'])).toEqual([['second', 2]]);
    expect(selectParts(PARTS, ['second', 'first'])).toEqual(Object.entries(PARTS));
  });

  it('rejects unknown parts and lists the known ones', () => {
    expect(() => selectParts(PARTS, ['third'])).toThrow('unknown part third; known: first, second');
  });
});
