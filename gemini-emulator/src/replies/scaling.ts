import type { Intent } from './intent.ts';
import { normalize } from './number-words.ts';
import { fillCall, findTool } from './tools.ts';
import { ANY_UNIT, findUnit } from './units.ts';
import { sayAmount, sayList } from './wording.ts';

type Ingredient = { readonly name: string; readonly amount: number; readonly unit: string };

/** "From" and "to", with common recognition errors: "to" may come as 2. */
const SERVINGS = /\bfrom (?:serving )?(\d+)\b.*?\b(?:to|into|for|2) (\d+)\b/u;
const INGREDIENT = new RegExp(
  String.raw`^(\d+(?:\.\d+)?) (?:(${ANY_UNIT}) )?(?:of )?([a-z][a-z' ]*)$`,
  'u',
);

/** "Scale 200 g flour, 2 eggs and 100 ml milk from 4 to 6 servings." */
export const scaleRecipe: Intent = ({ text, said, tools }) => {
  if (!/scal|serving|people|portion|recipe/u.test(text)) return undefined;
  const [, from, to] = SERVINGS.exec(text) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const ingredients = ingredientsIn(said);
  if (ingredients.length === 0)
    return { type: 'text', text: 'Which ingredients, and how much of each?' };

  const tool = findTool(tools, 'scale');
  const facts = { ingredients, from_servings: Number(from), to_servings: Number(to) };
  const call = tool && fillCall(tool, facts);
  if (call) return { type: 'calls', calls: [call] };
  const scaled = ingredients.map(({ name, amount, unit }) =>
    `${sayAmount((amount * Number(to)) / Number(from))} ${unit} ${name}`.replaceAll(/ +/gu, ' '),
  );
  return { type: 'text', text: `For ${to} servings you need ${sayList(scaled)}.` };
};

function ingredientsIn(said: string): Ingredient[] {
  return said
    .split(/[,;:]|\band\b|\bfrom\b|\bplus\b|\bscale\b|\brecipe\b/iu)
    .flatMap((piece) => ingredientOf(normalize(piece)) ?? []);
}

function ingredientOf(piece: string): Ingredient | undefined {
  const [, amount, unit, name] = INGREDIENT.exec(piece) ?? [];
  if (amount === undefined || name === undefined) return undefined;
  return { name: name.trim(), amount: Number(amount), unit: findUnit(unit ?? '')?.symbol ?? '' };
}
