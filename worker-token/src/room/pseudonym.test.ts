import { describe, expect, it } from 'vitest';
import { KeyedPseudonyms } from './pseudonym.ts';

describe('a pseudonym', () => {
  const pseudonyms = new KeyedPseudonyms('one secret');

  it('is the same for a subject every time, and another for others', async () => {
    expect(await pseudonyms.of('ada')).toBe(await pseudonyms.of('ada'));
    expect(await pseudonyms.of('ada')).not.toBe(await pseudonyms.of('bob'));
  });

  it('cannot be made by who does not have the secret', async () => {
    const guessed = new KeyedPseudonyms('another secret');
    expect(await guessed.of('ada')).not.toBe(await pseudonyms.of('ada'));
  });

  it('has always the same length, so that no prefix of rooms is a part of another', async () => {
    for (const subject of ['a', 'ä'.repeat(128), '\0']) {
      expect(await pseudonyms.of(subject)).toMatch(/^[\w-]{14}$/);
    }
  });
});
