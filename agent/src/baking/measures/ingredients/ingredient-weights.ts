import { readFileSync } from 'node:fs';
import type { Region } from '../regions.ts';
import { findUnit, unitAt } from '../units.ts';

/** Grams of a volume, or of a piece, as a source lists them. */
export type Weight = {
  readonly grams: number;
  /** Milliliters that weigh this; missing for pieces. */
  readonly ml?: number;
  /** Of a piece: "large", "clove", "packet". */
  readonly piece?: string;
  /** Where pieces of this size are sold. */
  readonly regions?: readonly Region[];
  readonly source: string;
};

type SourceRow = {
  readonly food: string;
  readonly amount: number;
  readonly portion: string;
  readonly grams: number;
  readonly source: string;
};

/** Rows of a table by its first column. */
type Table = ReadonlyMap<string, readonly SourceRow[]>;

const SOURCES: Readonly<Record<string, () => Table>> = {
  k: () => readTable('king-arthur.tsv', () => 'King Arthur Baking, Ingredient Weight Chart'),
  u: () =>
    readTable('usda-sr28.tsv', (key) => `USDA National Nutrient Database, SR28, food ${key}`),
  j: () => readTable('kagawa.tsv', () => '女子栄養大学, 標準計量カップ・スプーンによる重量表'),
  o: () => readTable('other-sources.tsv', (_, source) => source),
};
const tables = new Map<string, Table>();

function tableOf(source: string): Table | undefined {
  const table = tables.get(source) ?? SOURCES[source]?.();
  if (table) tables.set(source, table);
  return table;
}

/** Rows of a committed table, without comments and heading. */
export function readRows(file: string): string[][] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'));
}

function readTable(file: string, describe: (key: string, source: string) => string): Table {
  const table = new Map<string, SourceRow[]>();
  for (const [key = '', food = '', amount, portion = '', grams, source = ''] of readRows(file)) {
    const row = { food, amount: Number(amount), portion, grams: Number(grams) };
    const rows = table.get(key) ?? [];
    table.set(key, [...rows, { ...row, source: describe(key, source) }]);
  }
  return table;
}

/**
 * Weights that a citation stands for: the volume that it names, and all pieces of the food. "u:12061:cup, ground" is that
 * portion of USDA's food 12061, "k:honey" the row of King Arthur's chart.
 *
 * @throws RangeError if the tables have no such row.
 */
export function weightsOf(citation: string): Weight[] {
  const [table = '', rest = ''] = citation.split(/:(.*)/su);
  const [key = '', portion] = table === 'u' ? rest.split(/:(.*)/su) : [rest];
  const rows = tableOf(table)?.get(key) ?? [];
  const volume = volumeRow(rows, portion);
  const pieces = rows.flatMap((row) => pieceOf(row) ?? []);
  if (rows.length === 0 || (portion && !volume) || (!volume && pieces.length === 0)) {
    throw new RangeError(`no row for "${citation}"`);
  }
  return [...(volume ? [volumeOf(volume)] : []), ...pieces];
}

const VOLUME = /^(?:cup|tbsp|tsp|fl oz|l|ml)\b/u;
/** Portions to prefer when none is named. */
const PREFERRED = [/^cup$/u, /^cup/u, /^l$/u, /^tsp/u, /^tbsp/u, /^fl oz/u];

function volumeRow(rows: readonly SourceRow[], portion: string | undefined): SourceRow | undefined {
  if (portion) return rows.find((row) => row.portion.startsWith(portion));
  const ofOne = (row: SourceRow) => VOLUME.test(row.portion);
  return PREFERRED.map((pattern) =>
    rows.find((row) => ofOne(row) && pattern.test(row.portion)),
  ).find(Boolean);
}

function volumeOf({ amount, portion, grams, source }: SourceRow): Weight {
  const stated = /\((\d+) ml\)/u.exec(portion)?.[1];
  const size = stated === undefined ? (unitAt(portion, 0, 'us')?.unit.size ?? 0) : Number(stated);
  return { grams, ml: amount * size, source };
}

const PIECE =
  /^(?:potato )?(?:1 )?(extra large|jumbo|large|medium|small|clove|packet|stick|stalk, medium|fruit|sheet|blatt|feuille|päckchen|sachet|sobre|cube)(?: whole)?(?: \((EU|JP)\))?(?![\p{L},])/iu;
const SOLD_IN: Readonly<Record<string, readonly Region[]>> = { EU: ['uk', 'metric'], JP: ['jp'] };

function pieceOf({ amount, portion, grams, source }: SourceRow): Weight | undefined {
  const [, name, where] = PIECE.exec(portion) ?? [];
  if (name === undefined || name.startsWith('stick')) return undefined;
  const piece = findUnit(name.replace(', medium', ''))?.symbol ?? 'piece';
  const regions = where === undefined ? undefined : SOLD_IN[where];
  return { grams: grams / amount, piece, ...(regions && { regions }), source };
}
