import { calculate } from './arithmetic.ts';
import { type Answer, type Conversation, pendingUserTurn } from './conversation.ts';
import { followDirection } from './directions.ts';
import type { Intent, Request } from './intent.ts';
import { findSubstitute, openCamera, scaleForPan } from './kitchen-help.ts';
import { convertMeasure } from './measures.ts';
import { normalise } from './number-words.ts';
import { convertOven } from './oven.ts';
import { sayPictures } from './pictures.ts';
import { goThroughRecipe, showRecipe } from './recipes.ts';
import { scaleRecipe } from './scaling.ts';
import { acceptThanks, explain, greetBack, recall, repeat, tellRecipe } from './small-talk.ts';
import { cancelTimer, listTimers, setTimer } from './timers.ts';
import { sayResults } from './tool-result.ts';
import type { Tool } from './tools.ts';

/** The first that understands the words answers them. */
const INTENTS: readonly Intent[] = [
  cancelTimer,
  setTimer,
  listTimers,
  showRecipe,
  goThroughRecipe,
  scaleForPan,
  scaleRecipe,
  findSubstitute,
  openCamera,
  convertOven,
  convertMeasure,
  calculate,
  recall,
  greetBack,
  acceptThanks,
  explain,
  tellRecipe,
];

/** Where one wish ends and the next begins: "set a timer for the pasta and convert two cups to millilitres". */
const NEXT_WISH =
  /\b(?:and|then|and then|and also|also)\s+(?=(?:set|start|convert|cancel|list)\b)/iu;

/** What the model answers: a pure function of the conversation and of the tools that the request offers. */
export function answer(conversation: Conversation, tools: readonly Tool[]): Answer {
  const last = conversation.turns.at(-1);
  if (last?.from === 'tools') {
    return { type: 'text', text: sayResults(last.results, conversation) };
  }
  const { text, pictures, unsure } = pendingUserTurn(conversation);
  if (pictures.length > 0) return { type: 'text', text: sayPictures(pictures) };
  if (text === '') return followDirection(conversation);

  const wishes = text.split(NEXT_WISH);
  const calls = wishes.flatMap((said) => {
    const understood = firstIntent({ said, text: normalise(said), tools, conversation });
    return understood?.type === 'calls' ? understood.calls : [];
  });
  if (calls.length > 0) return { type: 'calls', calls };

  const understood = firstIntent({ said: text, text: normalise(text), tools, conversation });
  if (understood?.type !== 'text') return { type: 'text', text: repeat(text) };
  return unsure ? { type: 'text', text: `I heard "${text}". ${understood.text}` } : understood;
}

function firstIntent(request: Request): Answer | undefined {
  for (const intent of INTENTS) {
    const understood = intent(request);
    if (understood) return understood;
  }
  return undefined;
}
