import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyedPseudonyms, toIdentity } from './names.ts';

describe('toIdentity', () => {
  it('keeps an ordinary subject as it is', async () => {
    expect(await toIdentity('auth0-64f1')).toBe('user-auth0-64f1');
  });

  it('percent-encodes unusual characters', async () => {
    expect(await toIdentity('ada@example.com/~ä\0')).toBe('user-ada%40example.com%2F%7E%C3%A4%00');
  });

  it('returns safe characters within LiveKit’s limit for every subject', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 256 }), async (s) => {
        expect(await toIdentity(s)).toMatch(/^user-[\w.%~-]{1,251}$/);
      }),
    );
  });

  it('never returns one identity for two subjects', async () => {
    const subject = fc.string({
      unit: fc.constantFrom('a', '%', '~', '4', '0', '@', 'é'),
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(subject, subject, async (one, other) => {
        fc.pre(one !== other);
        expect(await toIdentity(one)).not.toBe(await toIdentity(other));
      }),
    );
  });

  it('gives a subject that looks like a digest another identity than the digested subject', async () => {
    const long = await toIdentity('ä'.repeat(120));
    expect(long).toMatch(/^user-~/);
    expect(await toIdentity(long.slice('user-'.length))).not.toBe(long);
  });
});

describe('KeyedPseudonyms', () => {
  const pseudonyms = new KeyedPseudonyms('one secret');

  it('returns one pseudonym per subject', async () => {
    expect(await pseudonyms.of('ada')).toBe(await pseudonyms.of('ada'));
    expect(await pseudonyms.of('ada')).not.toBe(await pseudonyms.of('bob'));
  });

  it('returns other pseudonyms under another secret', async () => {
    const guessed = new KeyedPseudonyms('another secret');
    expect(await guessed.of('ada')).not.toBe(await pseudonyms.of('ada'));
  });

  it('returns pseudonyms of one length, so that no room prefix is a prefix of another', async () => {
    for (const subject of ['a', 'ä'.repeat(128), '\0']) {
      expect(await pseudonyms.of(subject)).toMatch(/^[\w-]{14}$/);
    }
  });
});
