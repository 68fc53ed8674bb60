import type { Answer } from './conversation.ts';
import type { Intent } from './intent.ts';
import { fillCall, findTool, type Facts } from './tools.ts';

/** The one recipe that the emulator knows. */
const PANCAKES = {
  title: 'Pancakes',
  servings: 4,
  ingredients: [
    { amount: 200, unit: 'g', name: 'all-purpose flour' },
    { amount: 2, unit: 'tsp', name: 'baking powder' },
    { unit: '', name: 'a pinch of salt' },
    { amount: 2, unit: '', name: 'eggs' },
    { amount: 300, unit: 'ml', name: 'milk' },
    { amount: 20, unit: 'g', name: 'butter' },
  ],
  steps: [
    'Whisk the flour with the baking powder and the salt.',
    'Beat the eggs with the milk, and stir them into the flour.',
    'Let the batter rest for 10 minutes.',
    'Heat a little butter in a pan, and pour in a ladle of batter.',
    'When bubbles rise, turn the pancake, and bake it until it is golden.',
  ],
} satisfies Facts;

/** "To" is heard as 2, "step" as many things. */
const MOVES: readonly (readonly [RegExp, string])[] = [
  [/\bwhere (?:am i|are we|was i|were we)\b|\bwhich step\b/u, 'where'],
  [/\bnext\b|\bgo on\b|\bcontinue\b|\bwhat now\b/u, 'next'],
  [/\b(?:go |step )?back\b|\bprevious\b|\bbefore that\b/u, 'back'],
  [/\brepeat\b|\bsay (?:that|it) again\b|\bonce more\b|\bagain\b/u, 'repeat'],
  [
    /\b(?:let us|let's|lets) (?:begin|start|cook|bake|go)\b|\bstart (?:cooking|baking|the recipe)\b|\b1st step\b|\bfirst step\b/u,
    'start',
  ],
];

/** "Show me a recipe for pancakes", through the tool that shows one. */
export const showRecipe: Intent = ({ text, tools }) => {
  if (!/\bshow\b.*\brecipe\b|\brecipe card\b/u.test(text)) return undefined;
  const tool = findTool(tools, 'show', 'recipe');
  const call = tool && fillCall(tool, PANCAKES);
  return call && { type: 'calls', calls: [call] };
};

/** "Next step", "go back", "where am I?", "go to step 3", while there is a recipe to go through. */
export const goThroughRecipe: Intent = ({ text, tools, conversation }) => {
  const tool = findTool(tools, 'recipe', 'step');
  if (!tool) return undefined;
  const number = /\bstep (?:number )?(\d+)\b/u.exec(text)?.[1];
  const isShown = conversation.turns.some(
    (turn) => turn.from === 'model' && turn.calls.some(({ name }) => /recipe/u.test(name)),
  );
  if (number === undefined && !/\bstep\b/u.test(text) && !isShown) return undefined;
  if (number !== undefined) return call({ move: 'go_to', step: Number(number) });
  const move = MOVES.find(([pattern]) => pattern.test(text))?.[1];
  return move === undefined ? undefined : call({ move });

  function call(facts: Facts): Answer | undefined {
    const filled = tool && fillCall(tool, facts);
    return filled && { type: 'calls', calls: [filled] };
  }
};
