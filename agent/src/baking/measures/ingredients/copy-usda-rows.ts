/**
 * Copies the rows of USDA's portion table that `names.tsv` cites into `usda-sr28.tsv`:
 * `node agent/src/baking/measures/ingredients/copy-usda-rows.ts path/to/usda-sr28-portions.tsv`. The table has the columns food
 * number, food, amount, portion and grams of FOOD_DES and WEIGHT in the National Nutrient Database, release 28 (public domain).
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [, , table = ''] = process.argv;
const names = readFileSync(new URL('names.tsv', import.meta.url), 'utf8');
const cited = new Set([...names.matchAll(/\bu:(\d{5})/gu)].map(([, number]) => number));
const rows = readFileSync(table, 'utf8')
  .split('\n')
  .filter((row) => cited.has(row.slice(0, 5)));
const heading = [
  '# USDA National Nutrient Database for Standard Reference, release 28 (public domain): written by copy-usda-rows.ts',
  'key\tfood\tamount\tportion\tgrams',
];
writeFileSync(new URL('usda-sr28.tsv', import.meta.url), `${[...heading, ...rows].join('\n')}\n`);
