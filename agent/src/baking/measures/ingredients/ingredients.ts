import type { Region } from '../regions.ts';
import { wordsOf } from './ingredient-words.ts';
import { readRows, type Weight, weightsOf } from './ingredient-weights.ts';

/** What the tables know of an ingredient. */
export type Ingredient = {
  /** English, as the answer names it. */
  readonly name: string;
  /** Volumes and pieces; the first volume is the value, the others show how far products and sources differ. */
  readonly weights: readonly Weight[];
};

export type IngredientSearch =
  | { readonly found: 'one'; readonly ingredient: Ingredient }
  /** The name means several things that weigh differently. */
  | { readonly found: 'several'; readonly choices: readonly Ingredient[] }
  /** Up to three names that are close. */
  | { readonly found: 'none'; readonly near: readonly string[] };

type Name = {
  readonly entry: Entry;
  readonly required: ReadonlySet<string>;
  readonly optional: ReadonlySet<string>;
  /** The required words in order: chocolate milk is not milk chocolate. */
  readonly phrase: string;
  readonly pairs: ReadonlySet<string>;
  readonly limit: string | undefined;
};
type Entry = Ingredient & { readonly choices: readonly string[] };

type Index = {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly names: readonly Name[];
  /** Names by the first of their required words: only they can be meant by a text that has it. */
  readonly byFirstWord: ReadonlyMap<string, readonly Name[]>;
};

let loaded: Index | undefined;

/** Read when the first ingredient is asked for: the tables take 0.1 s, which no job needs as it starts. */
function index(): Index {
  loaded ??= readIndex();
  return loaded;
}

function readIndex(): Index {
  const rows = readRows('names.tsv').map(([name = '', citations = '', ...columns]) => {
    const names = columns.flatMap((column) => column.split(', ')).filter(Boolean);
    return { entry: entryOf(name, citations), names: [name, ...names] };
  });
  const names = rows.flatMap(({ entry, names: all }) => all.map((name) => nameOf(entry, name)));
  const byFirstWord = new Map<string, Name[]>();
  for (const name of names) {
    const [first = ''] = name.required;
    const others = byFirstWord.get(first);
    if (others) others.push(name);
    else byFirstWord.set(first, [name]);
  }
  const entries = new Map(rows.map(({ entry }) => [entry.name, entry]));
  return { entries, names, byFirstWord };
}

function entryOf(name: string, citations: string): Entry {
  const choices = citations.startsWith('ask: ') ? citations.slice('ask: '.length).split('; ') : [];
  const cited = choices.length > 0 || citations === 'none' ? [] : citations.split('; ');
  return { name, weights: cited.flatMap(weightsOf), choices };
}

function nameOf(entry: Entry, written: string): Name {
  const [, limit, bare = ''] = /^(?:(us|gb|au|nz):)?(.*)$/su.exec(written.trim()) ?? [];
  const words = bare.split(' ');
  const required = wordsOf(words.filter((word) => !word.startsWith('?')).join(' '));
  const optional = words.filter((word) => word.startsWith('?')).join(' ');
  const phrase = required.join(' ');
  return {
    entry,
    required: new Set(required),
    optional: new Set(optional === '' ? [] : wordsOf(optional.replaceAll('?', ''))),
    phrase,
    pairs: pairsOf(phrase),
    limit,
  };
}

/** All ingredients' names. */
export function ingredientNames(): string[] {
  return [...index().entries.keys()];
}

/** Finds an ingredient by any of its names, in six languages. No word of the text is left out that could change what it is. */
export function findIngredient(text: string, region: Region = 'us'): IngredientSearch {
  const words = wordsOf(text);
  const said = new Set(words);
  const matching = words
    .flatMap((word) => index().byFirstWord.get(word) ?? [])
    .filter((name) => isNamed(said, name) && isSaidIn(region, name));
  const inOrder = matching.filter(({ phrase }) => phrase === words.join(' '));
  const most = Math.max(...matching.map(({ required }) => required.size));
  const specific = matching.filter(({ required }) => required.size === most);
  const best = new Set((inOrder.length > 0 ? inOrder : specific).map(({ entry }) => entry));
  const choices = [...best].flatMap((entry) =>
    entry.choices.length > 0 ? choicesOf(entry) : [entry],
  );
  const [ingredient] = choices;
  if (!ingredient) return { found: 'none', near: nearNames(text, said) };
  return choices.length === 1 ? { found: 'one', ingredient } : { found: 'several', choices };
}

/** Grams in a milliliter of an ingredient, if one alone has that name and is measured by volume. */
export function densityOf(name: string, region: Region = 'us'): number | undefined {
  const search = findIngredient(name, region);
  const weights = search.found === 'one' ? search.ingredient.weights : [];
  const [first] = weights.flatMap(({ grams, ml }) => (ml === undefined ? [] : [grams / ml]));
  return first;
}

function isNamed(said: ReadonlySet<string>, { required, optional }: Name): boolean {
  return (
    required.size > 0 &&
    shared(required, said) === required.size &&
    [...said].every((word) => required.has(word) || optional.has(word))
  );
}

/** Cornflour is a starch in Britain and a flour in the USA. */
function isSaidIn(region: Region, { limit }: Name): boolean {
  const isAmerican = region === 'us' || region === 'ca';
  return limit === undefined || (limit === 'us') === isAmerican;
}

function choicesOf({ choices }: Entry): Ingredient[] {
  return choices.flatMap((name) => index().entries.get(name) ?? []);
}

function nearNames(text: string, said: ReadonlySet<string>): string[] {
  const pairs = pairsOf([...said].join(' '));
  const scored = index().names.map(({ entry, required, pairs: own }) => ({
    name: entry.name,
    score: likeness(pairs, own) + shared(required, said) / Math.max(required.size, said.size, 1),
  }));
  const close = scored.filter(({ score }) => score > NEAR).toSorted((a, b) => b.score - a.score);
  return text.trim() === '' ? [] : [...new Set(close.map(({ name }) => name))].slice(0, 3);
}

/** Least sum of shared words and shared letter pairs, of 2, at which a name is worth a question. */
const NEAR = 0.6;

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(text, (_, at) => text.slice(at, at + 2)));
}

/** Sørensen–Dice coefficient of letter pairs. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return (2 * shared(a, b)) / Math.max(a.size + b.size, 1);
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const each of a) if (b.has(each)) count++;
  return count;
}
