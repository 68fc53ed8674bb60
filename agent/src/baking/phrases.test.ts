import { describe, expect, it } from 'vitest';
import { phrasesFor } from './phrases.ts';

describe('phrasesFor', () => {
  it.each([
    ['de', 'Hallo Ada'],
    ['de-AT', 'Hallo Ada'],
    ['de_DE', 'Hallo Ada'],
    ['DE', 'Hallo Ada'],
    ['fr_CA', 'Bonjour Ada'],
    ['es-MX', 'Hola Ada'],
    ['ja-JP', 'Adaさん'],
    ['nl', 'Hi Ada'],
    ['', 'Hi Ada'],
    ['constructor', 'Hi Ada'],
    ['__proto__', 'Hi Ada'],
  ])('greets for the locale "%s" with "%s"', (locale, greeting) => {
    expect(phrasesFor(locale).greeting('Ada')).toContain(greeting);
  });
});
