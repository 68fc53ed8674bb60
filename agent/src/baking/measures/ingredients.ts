import { INGREDIENT_WEIGHTS, WEIGHT_SOURCES } from './ingredient-weights.ts';
import { VOLUME_ML } from './units.ts';

/** An ingredient's density, and its source. */
export type Ingredient = {
  readonly name: string;
  readonly gramsPerMl: number;
  readonly source: string;
};

const BY_NAME = new Map<string, Ingredient>(
  INGREDIENT_WEIGHTS.flatMap(([source, grams, amount, unit, name, ...others]) => {
    const gramsPerMl = grams / (amount * VOLUME_ML[unit]);
    const ingredient = { name, gramsPerMl, source: WEIGHT_SOURCES[source] };
    return [name, ...others].map((each) => [each, ingredient] as const);
  }),
);

/** Words for the preparation of an ingredient, which do not change its name. */
const PREPARATION =
  /\b(?:fresh|fine|finely|coarse|organic|sifted|unsifted|packed|melted|softened|cold|warm|unbleached|plain|toasted|raw|dry|large)\b|\(.*?\)|,.*$/gu;

/** Finds an ingredient by any of its names. */
export function findIngredient(text: string): Ingredient | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/^(?:the|of|some) /u, '');
  const bare = said.replaceAll(PREPARATION, ' ').replaceAll(/\s+/gu, ' ').trim();
  for (const words of [said, bare]) {
    const found = BY_NAME.get(words) ?? BY_NAME.get(words.replace(/s$/u, ''));
    if (found) return found;
  }
  return undefined;
}

/** All ingredients with a weight, for error messages. */
export const INGREDIENT_NAMES: readonly string[] = INGREDIENT_WEIGHTS.map(([, , , , name]) => name);
