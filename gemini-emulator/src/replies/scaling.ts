import { parseQuantity } from '@bakebot/agent/baking/quantity';
import type { Intent } from './intent.ts';
import { fillCall, findTool } from './tools.ts';
import { sayAmount, sayList } from './wording.ts';

type Ingredient = { readonly name: string; readonly amount: number; readonly unit: string };

/** "From 4 to 6", "for four people … for six": "to" may come as 2. */
const SERVINGS: readonly RegExp[] = [
  /\bfrom (?:serving )?(\d+)\b.*?\b(?:to|into|for|2) (\d+)\b/u,
  /\bfor (\d+)\b.*?\bfor (\d+)\b/u,
];
const PEOPLE = /^(?:servings?|people|persons?|portions?)\b/iu;
/** "Make it for six", while a recipe is shown. */
const SHOWN = /\b(?:make|scale|change)\b.*\b(?:it|recipe|this|that)\b.*\b(?:for|to) (\d+)\b/u;

/** "Scale 200 g flour, 2 eggs and 100 ml milk from 4 to 6 servings." */
export const scaleRecipe: Intent = ({ text, said, tools }) => {
  if (!/scal|serving|people|portion|recipe|make it/u.test(text)) return undefined;
  const [, from, to] = SERVINGS.map((pattern) => pattern.exec(text)).find(Boolean) ?? [];
  const tool = findTool(tools, 'scale', 'recipe') ?? findTool(tools, 'scale');
  if (from === undefined || to === undefined) {
    const shown = SHOWN.exec(text)?.[1];
    const call = tool && shown !== undefined && fillCall(tool, { to_servings: Number(shown) });
    return call ? { type: 'calls', calls: [call] } : undefined;
  }
  const ingredients = ingredientsIn(said);
  if (ingredients.length === 0) {
    return { type: 'text', text: 'Which ingredients, and how much of each?' };
  }
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
    .split(/[,;:?]|\band\b|\bfrom\b|\bplus\b|\bscale\b|\brecipe\b|\bI have\b|\bfor\b|\bwhat\b/iu)
    .flatMap((piece) => {
      const { amount, unit, rest = '' } = parseQuantity(piece.trim()) ?? {};
      const name = rest.replaceAll(/[.!]/gu, '');
      return amount === undefined || name === '' || PEOPLE.test(name)
        ? []
        : [{ name, amount, unit: unit?.symbol ?? '' }];
    });
}
