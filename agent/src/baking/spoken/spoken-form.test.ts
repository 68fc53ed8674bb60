import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpokenForm } from './say-sentence.ts';

function say(text: string, locale: string): string {
  return createSpokenForm(locale)(text);
}

type Table = readonly (readonly [written: string, spoken: string])[];

const ENGLISH: Table = [
  ['1/2 cup', 'half a cup'],
  ['½ cup of sugar', 'half a cup of sugar'],
  ['1/4 tsp', 'a quarter of a teaspoon'],
  ['3/4 cup', 'three quarters of a cup'],
  ['1/3 c. milk', 'a third of a cup milk'],
  ['2/3 oz', 'two thirds of an ounce'],
  ['1-1/2 tsp', 'one and a half teaspoons'],
  ['1 1/2 cups', 'one and a half cups'],
  ['1½ cups', 'one and a half cups'],
  ['2 3/4 lbs', 'two and three quarters pounds'],
  ['1.5 cups', 'one point five cups'],
  ['1 cup', 'one cup'],
  ['2 T butter', 'two tablespoons butter'],
  ['350F', 'three hundred fifty degrees Fahrenheit'],
  ['350 °F', 'three hundred fifty degrees Fahrenheit'],
  ['180ºC', 'one hundred eighty degrees Celsius'],
  ['180 C', 'one hundred eighty degrees Celsius'],
  ['-18 °C', 'minus eighteen degrees Celsius'],
  ['350°', 'three hundred fifty degrees'],
  ['20–25 min', 'twenty to twenty-five minutes'],
  ['20-25 minutes', 'twenty to twenty-five minutes'],
  ['1/2–1 tsp', 'half to one teaspoon'],
  ['2–3 eggs', 'two to three eggs'],
  ['~20 min', 'about twenty minutes'],
  ['a 9x13 pan', 'a nine by thirteen pan'],
  ['a 9" × 13" pan', 'a nine inches by thirteen-inch pan'],
  ['a 9" pan', 'a nine-inch pan'],
  ['a 1/4-inch tip', 'a quarter-inch tip'],
  ['2 x 400g tins', 'two times four hundred grams tins'],
  [
    '180°C/350°F/gas 4',
    'one hundred eighty degrees Celsius, three hundred fifty degrees Fahrenheit, gas four',
  ],
  ['1 cup/240 ml', 'one cup, two hundred forty milliliters'],
  ['1/2 or 3/4 cup', 'half or three quarters of a cup'],
  ['2 C flour', 'two cups flour'],
  ['Keep it at 4 C or colder', 'Keep it at four degrees Celsius or colder'],
  ['-18C', 'minus eighteen degrees Celsius'],
  ['a 9-inch pan', 'a nine-inch pan'],
  ['240g flour', 'two hundred forty grams flour'],
  ['1,000 g', 'one thousand grams'],
  ['250 ml', 'two hundred fifty milliliters'],
  ['75% hydration', 'seventy-five percent hydration'],
  ['Add 1 tsp. salt', 'Add one teaspoon salt'],
  ['Add 1 tsp.', 'Add one teaspoon.'],
  ['1/2 onion', 'half an onion'],
  ['1/2 of the batter', 'half of the batter'],
  ['It is done at 18:30.', 'It is done at six thirty PM.'],
  ['at 6:05 am', 'at six oh five AM'],
  ['Gas mark 4', 'Gas mark four'],
  ['salt & pepper', 'salt and pepper'],
];

const GERMAN: Table = [
  ['1/2 Tasse', 'eine halbe Tasse'],
  ['Das ist 1/2 Liter.', 'Das ist ein halber Liter.'],
  ['Das ist 1 EL.', 'Das ist ein Esslöffel.'],
  ['1 Pck. Backpulver', 'ein Päckchen Backpulver'],
  ['1/2 TL Salz', 'einen halben Teelöffel Salz'],
  ['1 1/2 TL', 'eineinhalb Teelöffel'],
  ['2½ Tassen', 'zweieinhalb Tassen'],
  ['3/4 l', 'drei viertel Liter'],
  ['1,5 kg', 'eins Komma fünf Kilogramm'],
  ['1.000 g', 'eintausend Gramm'],
  ['1 EL', 'einen Esslöffel'],
  ['1 Ei', '1 Ei'],
  ['3 Eier', 'drei Eier'],
  ['180 °C', 'einhundertachtzig Grad Celsius'],
  ['350F', 'dreihundertfünfzig Grad Fahrenheit'],
  ['20–25 Min.', 'zwanzig bis fünfundzwanzig Minuten.'],
  ['1–2 EL', 'ein bis zwei Esslöffel'],
  ['ca. 30 min', 'ca. dreißig Minuten'],
  ['20 x 30 cm', 'zwanzig mal dreißig Zentimeter'],
  ['70 %', 'siebzig Prozent'],
  ['um 18:30 Uhr', 'um achtzehn Uhr dreißig'],
  ['Salz & Pfeffer', 'Salz und Pfeffer'],
];

const FRENCH: Table = [
  ['1/2 tasse', 'une demi-tasse'],
  ['1/2 c. à s. de sel', 'une demi-cuillère à soupe de sel'],
  ['1 1/2 tasse', 'une tasse et demie'],
  ['2 1/2 l', 'deux litres et demi'],
  ['3/4 tasse', 'trois quarts de tasse'],
  ['1/4 oz', 'un quart d’once'],
  ['1,5 kg', 'un virgule cinq kilo'],
  ['1 000 g', 'mille grammes'],
  ['1 tasse', 'une tasse'],
  ['21 tasses', 'vingt et une tasses'],
  ['1 œuf', '1 œuf'],
  ['180 °C', 'cent quatre-vingts degrés Celsius'],
  ['350F', 'trois cent cinquante degrés Fahrenheit'],
  ['20–25 min', 'vingt à vingt-cinq minutes'],
  ['~10 min', 'environ dix minutes'],
  ['20 x 30 cm', 'vingt sur trente centimètres'],
  ['70 %', 'soixante-dix pour cent'],
  ['à 18h30', 'à dix-huit heures trente'],
];

const SPANISH: Table = [
  ['1/2 taza', 'media taza'],
  ['1/2 l', 'medio litro'],
  ['1 1/2 tazas', 'una taza y media'],
  ['2½ cdas', 'dos cucharadas y media'],
  ['3/4 taza', 'tres cuartos de taza'],
  ['1/4 cdta de sal', 'un cuarto de cucharadita de sal'],
  ['1,5 kg', 'uno coma cinco kilos'],
  ['1.000 g', 'mil gramos'],
  ['200 tazas', 'doscientas tazas'],
  ['21 g', 'veintiún gramos'],
  ['1 huevo', '1 huevo'],
  ['180 °C', 'ciento ochenta grados Celsius'],
  ['350F', 'trescientos cincuenta grados Fahrenheit'],
  ['20–25 min', 'veinte a veinticinco minutos'],
  ['20 x 30 cm', 'veinte por treinta centímetros'],
  ['70 %', 'setenta por ciento'],
];

const JAPANESE: Table = [
  ['砂糖を1/2カップ入れます', '砂糖を2分の1カップ入れます'],
  ['大さじ1 1/2', '大さじ1と2分の1'],
  ['½カップです', '2分の1カップです'],
  ['１／２カップです', '2分の1カップです'],
  ['1/2 tspの塩', '小さじ2分の1の塩'],
  ['350Fで焼きます', '華氏350度で焼きます'],
  ['180℃で焼きます', '180度で焼きます'],
  ['20–25分です', '20から25分です'],
  ['小麦粉200gを', '小麦粉200グラムを'],
  ['約20 minです', '約20分です'],
  ['18:30にできます', '18時30分にできます'],
  ['75%の', '75パーセントの'],
];

describe('the spoken form', () => {
  it.each(ENGLISH)('in English of "%s" is "%s"', (written, spoken) => {
    expect(say(written, 'en-US')).toBe(spoken);
  });
  it.each(GERMAN)('in German of "%s" is "%s"', (written, spoken) => {
    expect(say(written, 'de-DE')).toBe(spoken);
  });
  it.each(FRENCH)('in French of "%s" is "%s"', (written, spoken) => {
    expect(say(written, 'fr-FR')).toBe(spoken);
  });
  it.each(SPANISH)('in Spanish of "%s" is "%s"', (written, spoken) => {
    expect(say(written, 'es-ES')).toBe(spoken);
  });
  it.each(JAPANESE)('in Japanese of "%s" is "%s"', (written, spoken) => {
    expect(say(written, 'ja-JP')).toBe(spoken);
  });

  it.each([
    ['**Whisk** the _eggs_ well.', 'Whisk the eggs well.'],
    ['# Pancakes\n\n- flour\n- milk\n', 'Pancakes\n\nflour\nmilk\n'],
    ['See [the chart](https://example.org/a?b=1).', 'See the chart.'],
    [
      'See https://www.kingarthurbaking.com/learn/chart for more.',
      'See kingarthurbaking dot com for more.',
    ],
    ['`Bake` it 🎂 now', 'Bake it  now'],
    ['flour | 2 cups', 'flour two cups'],
  ])('of the Markdown "%s" is "%s"', (written, spoken) => {
    expect(say(written, 'en-US')).toBe(spoken);
  });

  it.each([
    'Open 24/7 on 28/11/2026.',
    'Call 0049-901820.',
    'Type 00 flour, batch A1, version 1.9.0, snake_case.',
    '12345678 grains',
    'Best before 2026-11-28.',
    'It costs $3.50 or 3.50 €.',
  ])('leaves alone "%s"', (written) => {
    expect(say(written, 'en-US')).toBe(written);
  });

  it('follows the language of each sentence', () => {
    const next = createSpokenForm('en-US');
    expect([
      next('Add 1/2 cup of the sugar. '),
      next('Gib 1/2 TL Salz zu dem Teig. '),
      next('20–25 min. '),
      next('Mettez 1/2 tasse de sucre dans le bol. '),
      next('Añade 1/2 taza de azúcar con el huevo. '),
      next('砂糖を1/2カップ入れます。'),
    ]).toEqual([
      'Add half a cup of the sugar. ',
      'Gib einen halben Teelöffel Salz zu dem Teig. ',
      'zwanzig bis fünfundzwanzig Minuten. ',
      'Mettez une demi-tasse de sucre dans le bol. ',
      'Añade media taza de azúcar con el huevo. ',
      '砂糖を2分の1カップ入れます。',
    ]);
  });

  it('in a language that BakeBot does not speak takes away Markdown only', () => {
    expect(say('Voeg **1/2 kopje** suiker toe, 20–25 min.', 'nl-NL')).toBe(
      'Voeg 1/2 kopje suiker toe, 20–25 min.',
    );
  });

  it('leaves words as they are', () => {
    const word = fc.stringMatching(/^[a-zäöüßéèñç]{1,12}[,.!?]?$/u);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.constantFrom('en', 'de', 'fr', 'es', 'ja', 'nl'),
        (words, locale) => {
          const text = words.join(' ');
          expect(say(text, locale)).toBe(text);
        },
      ),
    );
  });

  it('has no figures left in kitchen measures', () => {
    const amount = fc.oneof(
      fc.integer({ min: 2, max: 9999 }).map(String),
      fc.constantFrom('1/2', '1 1/2', '2-3/4', '¾', '1½', '20–25', '0.5'),
    );
    const measure = fc.tuple(
      amount,
      fc.constantFrom(' ', ''),
      fc.constantFrom('g', 'kg', 'ml', 'cm', '°C', 'min', '%'),
    );
    fc.assert(
      fc.property(
        measure,
        fc.constantFrom('en', 'de', 'fr', 'es'),
        ([figure, gap, unit], locale) => {
          expect(say(`${figure}${gap}${unit}`, locale)).not.toMatch(/\d|[½¾%°]/u);
        },
      ),
    );
  });
});
