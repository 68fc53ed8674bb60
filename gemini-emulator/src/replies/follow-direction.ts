import type { Answer, Conversation } from './conversation.ts';
import { greeting } from './small-talk.ts';
import { capitalize } from './wording.ts';

/**
 * Answers a turn in which the user said nothing and the app asks for something: "Greet the user." An app gives such a
 * direction as the last line of the system instruction, or (on Live) as a last turn in the model's name.
 */
export function followDirection(conversation: Conversation): Answer {
  const direction = directionIn(conversation);
  const exact = /\bsay(?: exactly| only| this)?:?\s*["“](.+?)["”]/iu.exec(direction)?.[1];
  if (exact !== undefined) return { type: 'text', text: exact };
  const news = /\b(?:tell|let|remind|announce|say)\b.*?\bthat\s+(.+?)[.\s]*$/isu.exec(
    direction,
  )?.[1];
  if (news !== undefined) return { type: 'text', text: `${capitalize(news)}.` };
  if (/\b(?:greet|welcome|introduce|say (?:hello|hi))\b/iu.test(direction)) {
    return { type: 'text', text: greeting(conversation) };
  }
  const started = conversation.turns.some(({ from }) => from === 'model');
  return {
    type: 'text',
    text: started ? "Sorry, I didn't catch that. Could you say it again?" : greeting(conversation),
  };
}

function directionIn({ instructions, turns }: Conversation): string {
  const lastModelTurn = turns.findLast((turn) => turn.from === 'model');
  const lastLine = instructions.trim().split('\n').at(-1) ?? '';
  const isDirection =
    /^\W*(?:please |now )?(?:greet|welcome|introduce|say|tell|let|announce|remind)\b/iu;
  if (lastModelTurn && isDirection.test(lastModelTurn.text)) return lastModelTurn.text;
  return lastLine;
}
