import { calculate } from './arithmetic.ts';
import { type Answer, type Conversation, pendingUserTurn } from './conversation.ts';
import { followDirection } from './follow-direction.ts';
import type { Intent, Request } from './intent.ts';
import { findSubstitute, openCamera, scaleForPan } from './baking-intents.ts';
import { convertMeasure } from './measures.ts';
import { correctHearing } from './mishearings.ts';
import { normalize } from './number-words.ts';
import { sayPictures } from './describe-images.ts';
import { goThroughRecipe, showRecipe } from './recipes.ts';
import { scaleRecipe } from './scaling.ts';
import { acceptThanks, explain, greetBack, recall, repeat, tellRecipe } from './small-talk.ts';
import { convertTemperature } from './temperatures.ts';
import { cancelTimer, changeTimer, listTimers, setTimer, setTimerAt, tellTime } from './timers.ts';
import { sayResults } from './tool-result.ts';
import type { Tool } from './tools.ts';

/** In order: the first that matches the words replies. */
const INTENTS: readonly Intent[] = [
  cancelTimer,
  changeTimer,
  setTimer,
  setTimerAt,
  listTimers,
  tellTime,
  showRecipe,
  goThroughRecipe,
  scaleForPan,
  scaleRecipe,
  findSubstitute,
  openCamera,
  convertTemperature,
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

/** "… for six minutes and one for toast". */
const ANOTHER_TIMER = /,? and (?:one|another)(?: timer)? for\b/giu;

/** The model's reply: a pure function of the conversation and of the declared tools. */
export function chooseReply(conversation: Conversation, tools: readonly Tool[]): Answer {
  const last = conversation.turns.at(-1);
  if (last?.from === 'tools') {
    return { type: 'text', text: sayResults(last.results, conversation) };
  }
  const { text, pictures, unsure } = pendingUserTurn(conversation);
  if (pictures.length > 0) return { type: 'text', text: sayPictures(pictures) };
  if (text === '') return followDirection(conversation);

  const requests = text.replaceAll(ANOTHER_TIMER, ' and set a timer for').split(NEXT_REQUEST);
  const calls = requests.flatMap((said) => {
    const understood = firstIntent(requestOf(said, tools, conversation));
    return understood?.type === 'calls' ? understood.calls : [];
  });
  if (calls.length > 0) return { type: 'calls', calls };

  const understood = firstIntent(requestOf(text, tools, conversation));
  if (understood?.type !== 'text') return { type: 'text', text: repeat(text) };
  return unsure ? { type: 'text', text: `I heard "${text}". ${understood.text}` } : understood;
}

function requestOf(heard: string, tools: readonly Tool[], conversation: Conversation): Request {
  const said = correctHearing(heard);
  return { said, text: normalize(said), tools, conversation };
}

function firstIntent(request: Request): Answer | undefined {
  for (const intent of INTENTS) {
    const understood = intent(request);
    if (understood) return understood;
  }
  return undefined;
}
