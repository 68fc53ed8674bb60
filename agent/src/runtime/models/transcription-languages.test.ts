import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transcriptionLanguages } from './transcription-languages.ts';

describe('transcriptionLanguages', () => {
  it.each([
    ['en-US', ['en-US']],
    ['en-GB', ['en-GB']],
    ['EN-gb', ['en-GB']],
    ['de_DE', ['de-DE']],
    ['de_DE.UTF-8', ['de-DE']],
    ['de', ['de-DE']],
    ['de-DE-u-co-phonebk', ['de-DE']],
    ['zh-CN', ['cmn-Hans-CN']],
    ['zh-Hans-CN', ['cmn-Hans-CN']],
    ['cmn-Hans-CN', ['cmn-Hans-CN']],
    ['zh-HK', ['yue-Hant-HK']],
    ['zh-TW', []],
    ['iw-IL', ['he-IL']],
    ['no', ['nb-NO']],
    ['ceb', ['ceb']],
    ['es-419', ['es-419']],
    ['es-ES', []],
    ['fr-CA', []],
    ['en', []],
    ['', []],
    ['xx-YY', []],
    ['constructor', []],
    ['__proto__', []],
    ['not a locale', []],
  ])('returns for %j the codes %j', (locale, codes) => {
    expect(transcriptionLanguages(locale)).toEqual(codes);
  });

  it('accepts any text', () => {
    assert(
      property(string(), (locale) => {
        expect(transcriptionLanguages(locale).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
