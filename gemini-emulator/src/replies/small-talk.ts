import type { Conversation } from './conversation.ts';
import type { Intent } from './intent.ts';

const ABILITIES =
  'I can set timers, convert measures and oven temperatures, scale recipes, find substitutes, show a recipe step by step, and look at photos';

const RECIPE = [
  'Here is a simple recipe for pancakes.',
  'Whisk 200 grams of flour with 2 teaspoons of baking powder and a pinch of salt.',
  'Beat 2 eggs with 300 millilitres of milk, and stir them into the flour.',
  'Let the batter rest for 10 minutes.',
  'Heat a little butter in a pan, and pour in a ladle of batter.',
  'When bubbles rise, turn the pancake, and bake it until it is golden.',
  'It contains gluten, egg and milk.',
].join(' ');

/** "Hello!", "Good morning! How are you?", and nothing more. */
export const greetBack: Intent = ({ text, conversation }) => {
  if (
    !/^(?:(?:hello|hi|hey|good (?:morning|evening|afternoon)|below)\b ?(?:there|you|bakebot)?(?: how are you)?)$/u.test(
      text,
    )
  ) {
    return undefined;
  }
  return { type: 'text', text: greeting(conversation) };
};

export const acceptThanks: Intent = ({ text }) =>
  /^(?:thanks|thank you|cheers)\b/u.test(text)
    ? { type: 'text', text: 'You are welcome. Happy baking!' }
    : undefined;

/** Shows that the conversation is kept: "What did I just say?" */
export const recall: Intent = ({ text, said, conversation }) => {
  if (!/what (?:did|have|was|will) i (?:just )?(?:say|said|ask|asked)/u.test(text))
    return undefined;
  const earlier = conversation.turns
    .filter((turn) => turn.from === 'user')
    .map((turn) => turn.text.trim())
    .findLast((words) => words !== '' && words !== '.' && words !== said);
  return {
    type: 'text',
    text: earlier === undefined ? 'You have said nothing else so far.' : `You said: ${earlier}`,
  };
};

/** A long reply, to interrupt. */
export const tellRecipe: Intent = ({ text }) =>
  /\brecipe for|how (?:do|can|should) (?:i|we) (?:make|bake|cook)|pancake/u.test(text)
    ? { type: 'text', text: RECIPE }
    : undefined;

export const explain: Intent = ({ text }) =>
  /what can you do|^help\b|who are you|what are you/u.test(text)
    ? { type: 'text', text: `I'm BakeBot. ${ABILITIES}.` }
    : undefined;

/** Longest part of what was heard that is repeated, in characters. */
const MAX_REPEATED = 80;

/** When nothing was understood: what was heard, in one short sentence. */
export function repeat(said: string): string {
  const heard = said.length > MAX_REPEATED ? `${said.slice(0, MAX_REPEATED)}…` : said;
  return `I heard "${heard}", and do not know that one.`;
}

/** Greets, by name if the instructions tell it. */
export function greeting({ instructions }: Conversation): string {
  const name = /\bname(?:d| is|[^:.\n]{0,40}:)\s*"?(\p{Lu}[\p{L}'-]+)/u.exec(instructions)?.[1];
  return `Hello${name ? ` ${name}` : ''}! I'm BakeBot. What are we baking today?`;
}
