import {
  type JudgedRequest,
  FLASH,
  NEWEST,
  TTS,
  LIVE,
  HELLO,
  HEARD,
  SPEECH,
  RED_DOT,
  LIST_TIMERS,
  SET_TIMER,
  tools,
  extra,
  user,
  model,
  called,
  responded,
  ASKED,
  SIGNED,
  SKIPPED,
  NO_TIMERS,
  answers,
} from './judged-request.ts';

/** Requests that Google answers. */
export const ANSWERED: readonly JudgedRequest[] = [
  answers('a text', HEARD, {}),
  answers('a text, streamed', HEARD, {}, 'stream'),
  answers(
    'a text of a model that Google has rerouted',
    { ...HEARD, model: FLASH },
    { model: 'gemini-3.5-flash' },
  ),
  answers('a text of the newest model', HEARD, { model: NEWEST }),
  answers('instructions', HEARD, { config: { systemInstruction: 'You bake.' } }),
  answers('the least thinking', HEARD, {
    config: { thinkingConfig: { thinkingLevel: 'MINIMAL' } },
  }),
  answers('low thinking', HEARD, {
    model: NEWEST,
    config: { thinkingConfig: { thinkingLevel: 'LOW' } },
  }),
  answers('a thinking budget', HEARD, { config: { thinkingConfig: { thinkingBudget: 0 } } }),
  answers('sampling', HEARD, { config: { temperature: 0.5, topP: 0.9, topK: 10, seed: 1 } }),
  answers('an old model with penalties', HEARD, {
    model: 'gemini-2.5-flash-lite',
    config: { frequencyPenalty: 0.5 },
  }),
  answers('penalties of nothing', HEARD, { config: { presencePenalty: 0 } }),
  answers('safety settings', HEARD, {
    config: { safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }] },
  }),
  answers('no storage', HEARD, { config: extra({ store: false }) }),
  answers('fields in snake case', HEARD, {
    config: extra({ system_instruction: { parts: { text: 'Bake.' } } }),
  }),
  answers(
    'a picture',
    { text: 'I see a PNG of 5 by 5 pixels' },
    {
      contents: [
        { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: RED_DOT } }] },
      ],
    },
  ),
  answers('a function', { call: 'list_timers' }, { contents: [ASKED], config: tools(LIST_TIMERS) }),
  answers(
    'a function with parameters',
    { call: 'set_timer' },
    {
      contents: [user('Set a timer for the bread for 5 minutes')],
      config: tools(SET_TIMER, LIST_TIMERS),
    },
  ),
  answers(
    'a function, streamed',
    { call: 'list_timers' },
    { contents: [ASKED], config: tools(LIST_TIMERS) },
    'stream',
  ),
  answers(
    'a function with a JSON schema',
    { call: 'set_timer' },
    {
      contents: [user('Set a timer for the bread for 5 minutes')],
      config: tools({
        ...SET_TIMER,
        parameters: undefined,
        parametersJsonSchema: {
          type: 'object',
          properties: { name: { type: 'string' }, minutes: { type: ['number', 'null'] } },
        },
      }),
    },
  ),
  answers('a signed call and its response', NO_TIMERS, {
    contents: [ASKED, called(SIGNED), responded()],
    config: tools(LIST_TIMERS),
  }),
  answers('a call of another model and its response', NO_TIMERS, {
    contents: [ASKED, called(SKIPPED), responded()],
    config: tools(LIST_TIMERS),
  }),
  answers('an unsigned call of an earlier turn', HEARD, {
    contents: [ASKED, called(), responded(), model('None.'), ...HELLO],
  }),
  answers('an unsigned call of an old model', NO_TIMERS, {
    model: 'gemini-2.5-flash-lite',
    contents: [ASKED, called(), responded()],
  }),
  answers(
    'a conversation',
    { text: 'You said: I like rye.' },
    {
      contents: [user('I like rye.'), model('So do I.'), user('What did I just say?')],
    },
  ),
  answers('a greeting before the user', HEARD, { contents: [model('Hello!'), ...HELLO] }),
  answers(
    'a prefilled answer of an old model',
    {},
    { model: 'gemini-2.5-flash-lite', contents: [...HELLO, model('That')] },
  ),
  answers('speech', { sound: true }, { model: TTS, config: SPEECH }),
  answers('speech, streamed', { sound: true }, { model: TTS, config: SPEECH }, 'stream'),
  answers(
    'a voice',
    { sound: true },
    {
      model: TTS,
      config: {
        ...SPEECH,
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
      },
    },
  ),
  answers('a model of the REST API', { model: FLASH }, {}, 'getModel'),
  answers('a model of Live', { model: LIVE }, { model: LIVE }, 'getModel'),
  answers('a Live dialogue', { sound: true }, { model: LIVE, config: SPEECH }, 'live'),
  answers(
    'a Live dialogue with functions',
    { call: 'list_timers' },
    {
      model: LIVE,
      contents: [ASKED],
      config: { ...SPEECH, ...tools({ ...LIST_TIMERS, behavior: 'BLOCKING' }) },
    },
    'live',
  ),
];
