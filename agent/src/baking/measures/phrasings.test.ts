import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convertMeasure } from './convert-measure.ts';

type Phrasing = readonly [
  locale: string,
  quantity: string,
  to: string,
  answer: string,
  tolerance: string,
  source: string,
];

const PHRASINGS = readFileSync(new URL('phrasings.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line): Phrasing => {
    const [locale = '', quantity = '', to = '', answer = '', tolerance = '', source = ''] =
      line.split('\t');
    return [locale, quantity, to, answer, tolerance, source];
  });

describe('what cooks ask', () => {
  it('is a table of 400 phrasings and more in five languages', () => {
    expect(PHRASINGS.length).toBeGreaterThan(400);
    expect(new Set(PHRASINGS.map(([locale]) => locale.split('-')[0]))).toEqual(
      new Set(['en', 'de', 'fr', 'es', 'ja']),
    );
  });

  it.each(PHRASINGS.filter(([, , , answer]) => answer !== 'ask'))(
    'is answered (%s): %s in %s is %s, give or take %s percent (%s)',
    (locale, quantity, to, answer, tolerance) => {
      const result = convertMeasure({ quantity, to }, { locale });
      expect(result).toMatchObject({ ok: true });
      const deviation = Math.abs((result.ok ? result.amount : 0) / Number(answer) - 1) * 100;
      expect(deviation).toBeLessThanOrEqual(Number(tolerance) + 1e-6);
    },
  );

  it.each(PHRASINGS.filter(([, , , answer]) => answer === 'ask'))(
    'is asked back (%s): %s in %s',
    (locale, quantity, to) => {
      expect(convertMeasure({ quantity, to }, { locale })).toMatchObject({ ok: false });
    },
  );
});
