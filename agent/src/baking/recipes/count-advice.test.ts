import { expect, it } from 'vitest';
import { phrasesFor } from '../phrases.ts';
import { countAdvice } from './count-advice.ts';

function advise(amount: number, name: string, locale: string): string | undefined {
  const advice = countAdvice(amount, name);
  return advice && phrasesFor(locale).countAdvice(advice);
}

it.each([
  [1.5, 'eggs', 'en', 'Beat 2 eggs, and use 75 g.'],
  [0.5, 'large egg', 'en', 'Beat 1 egg, and use 25 g.'],
  [2.5, 'egg whites', 'en', 'Beat 3 egg whites, and use 83 g.'],
  [1.5, 'egg yolks', 'en', 'Beat 2 egg yolks, and use 26 g.'],
  [1.5, 'Eier', 'de', '2 Eier verquirlen und 75 g davon nehmen.'],
  [0.5, 'Eigelb', 'de', '1 Eigelb verquirlen und 9 g davon nehmen.'],
  [1.5, 'œufs', 'fr', 'Battez 2 œufs et prenez-en 75 g.'],
  [0.5, 'huevo', 'es', 'Bate 1 huevo y usa 25 g.'],
  [1.5, '卵', 'ja', '卵を2個溶いて、75グラム使います。'],
  [2, 'eggs', 'en', undefined],
  [1.98, 'eggs', 'en', undefined],
  [1.5, 'onions', 'en', undefined],
  [0.25, 'lemon', 'en', undefined],
  [1.33, 'vanilla bean', 'en', 'Use 1.'],
  [0.2, 'bay leaf', 'en', 'Use 1.'],
])('countAdvice for %d %s in %s is %s', (amount, name, locale, advice) => {
  expect(advise(amount, name, locale)).toBe(advice);
});
