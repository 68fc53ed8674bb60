import { calculate } from './arithmetic.ts';
import { type Answer, type Conversation, pendingUserTurn } from './conversation.ts';
import { followDirection } from './follow-direction.ts';
import type { Intent, Request } from './intent.ts';
import { findSubstitute, openCamera, scaleForPan } from './baking-intents.ts';
import { convertMeasure } from './measures.ts';
import { normalize } from './number-words.ts';
import { convertOven } from './oven.ts';
import { sayPictures } from './describe-images.ts';
import { goThroughRecipe, showRecipe } from './recipes.ts';
import { scaleRecipe } from './scaling.ts';
import { acceptThanks, explain, greetBack, recall, repeat, tellRecipe } from './small-talk.ts';
import { cancelTimer, listTimers, setTimer } from './timers.ts';
import { sayResults } from './tool-result.ts';
import type { Tool } from './tools.ts';

/** In order: the first that matches the words replies. */
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

/** Where one request ends and the next begins: "set a timer for the pasta and convert two cups to millilitres". */
const NEXT_REQUEST =
  /\b(?:and|then|and then|and also|also)\s+(?=(?:set|start|convert|cancel|list)\b)/iu;

/** The model's reply: a pure function of the conversation and of the declared tools. */
export function chooseReply(conversation: Conversation, tools: readonly Tool[]): Answer {
  const last = conversation.turns.at(-1);
  if (last?.from === 'tools') {
    return { type: 'text', text: sayResults(last.results, conversation) };
  }
  const { text, pictures, unsure } = pendingUserTurn(conversation);
  if (pictures.length > 0) return { type: 'text', text: sayPictures(pictures) };
  if (text === '') return followDirection(conversation);

  const requests = text.split(NEXT_REQUEST);
  const calls = requests.flatMap((said) => {
    const understood = firstIntent({ said, text: normalize(said), tools, conversation });
    return understood?.type === 'calls' ? understood.calls : [];
  });
  if (calls.length > 0) return { type: 'calls', calls };

  const understood = firstIntent({ said: text, text: normalize(text), tools, conversation });
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
