import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyedPseudonyms, toIdentity } from './names.ts';

describe('an identity', () => {
  it('shows an ordinary subject as it is', async () => {
    expect(await toIdentity('auth0-64f1')).toBe('user-auth0-64f1');
  });

  it('encodes what is unusual', async () => {
    expect(await toIdentity('ada@example.com/~ä\0')).toBe('user-ada%40example.com%2F%7E%C3%A4%00');
  });

  it('is safe and short for every subject', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 256 }), async (s) => {
        expect(await toIdentity(s)).toMatch(/^user-[\w.%~-]{1,251}$/);
      }),
    );
  });

  it('is never the same for two subjects', async () => {
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

  it('of a long subject cannot be had by naming oneself like its digest', async () => {
    const long = await toIdentity('ä'.repeat(120));
    expect(long).toMatch(/^user-~/);
    expect(await toIdentity(long.slice('user-'.length))).not.toBe(long);
  });
});

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
