import { createThoughtSignature } from '../validation/thought-signatures.ts';

/**
 * Requests that Google's own clients send to the emulator, in the fields that the clients of all languages share. Each is
 * answered, or refused with Google's code, status and words.
 */
export type JudgedRequest = {
  readonly title: string;
  readonly method: 'generate' | 'stream' | 'live' | 'getModel';
  readonly model: string;
  readonly contents?: unknown;
  readonly config?: object;
  /** Another key than the good one. */
  readonly apiKey?: string;
} & ({ readonly answer: Answer } | { readonly refusal: Refusal });

/** What must be in the answer. */
export type Answer = {
  readonly text?: string;
  readonly call?: string;
  readonly sound?: true;
  readonly model?: string;
};

/** `code` is the HTTP status, or on Live the close code; then there is no status and there are no details. */
export type Refusal = {
  readonly code: number;
  readonly status?: string;
  /** A part of the message. */
  readonly message: string;
  /** Types of the details, without their package. */
  readonly details?: readonly string[];
};

export const GOOD_KEY = 'good-key';
/** A model that the judges' emulator has no quota for. */
export const EXHAUSTED_MODEL = 'gemini-3.1-flash-lite';

const FLASH = 'gemini-3.6-flash';
const NEWEST = 'gemini-3.8-flash';
const TTS = 'gemini-3.8-flash-lite-tts';
const LIVE = 'gemini-3.8-live';
const TRANSCRIBE = 'gemini-3.5-transcribe-live';

const HELLO = [{ role: 'user', parts: [{ text: 'Double 350 grams' }] }];
const HEARD = { text: 'That is 700 grams.' };
const SPEECH = { responseModalities: ['AUDIO'] };
const RED_DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';

const STRING = { type: 'STRING' };
const LIST_TIMERS = { name: 'list_timers', description: 'Lists timers.' };
const SET_TIMER = {
  name: 'set_timer',
  description: 'Sets a timer.',
  parameters: {
    type: 'OBJECT',
    properties: { name: STRING, minutes: { type: 'NUMBER' } },
    required: ['name', 'minutes'],
  },
};

function tools(...functionDeclarations: object[]): { tools: object[] } {
  return { tools: [{ functionDeclarations }] };
}

function parameters(schema: object): { tools: object[] } {
  return tools({ name: 'bake', description: 'Bakes.', parameters: schema });
}

/** Fields that the clients do not have. */
function extra(extraBody: object): { httpOptions: object } {
  return { httpOptions: { extraBody } };
}

const user = (text: string) => ({ role: 'user', parts: [{ text }] });
const model = (text: string) => ({ role: 'model', parts: [{ text }] });
const called = (thoughtSignature?: string, id = '1', name = 'list_timers') => ({
  role: 'model',
  parts: [{ functionCall: { id, name, args: {} }, ...(thoughtSignature && { thoughtSignature }) }],
});
const responded = (id = '1', name = 'list_timers') => ({
  role: 'user',
  parts: [{ functionResponse: { id, name, response: { output: '[]' } } }],
});
const ASKED = user('Which timers are running?');
const SIGNED = createThoughtSignature();
const SKIPPED = Buffer.from('skip_thought_signature_validator').toString('base64');
const NO_TIMERS = { text: 'No timers are running.' };

type Details = Omit<JudgedRequest, 'title' | 'method' | 'answer' | 'refusal'>;

function answers(
  title: string,
  answer: Answer,
  details: Partial<Details>,
  method: JudgedRequest['method'] = 'generate',
): JudgedRequest {
  return { title, method, model: FLASH, contents: HELLO, ...details, answer };
}

function refuses(
  title: string,
  message: string,
  details: Partial<Details>,
  method: JudgedRequest['method'] = 'generate',
): JudgedRequest {
  const refusal = { code: 400, status: 'INVALID_ARGUMENT', message };
  return { title, method, model: FLASH, contents: HELLO, ...details, refusal };
}

function refusesFields(title: string, message: string, details: Partial<Details>): JudgedRequest {
  const refusal = { code: 400, status: 'INVALID_ARGUMENT', message, details: ['BadRequest'] };
  return { title, method: 'generate', model: FLASH, contents: HELLO, ...details, refusal };
}

function notFound(model: string, method: JudgedRequest['method'], asked: string): JudgedRequest {
  const message = `models/${model} is not found for API version`;
  const refusal = { code: 404, status: 'NOT_FOUND', message };
  return { title: `${asked} of ${model}`, method, model, contents: HELLO, refusal };
}

function closes(
  title: string,
  code: number,
  message: string,
  details: Partial<Details>,
): JudgedRequest {
  return { title, method: 'live', model: LIVE, ...details, refusal: { code, message } };
}

const ANSWERED: readonly JudgedRequest[] = [
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

const REFUSED: readonly JudgedRequest[] = [
  {
    ...refuses('another key', 'API key not valid. Please pass a valid API key.', {
      apiKey: 'other',
    }),
    refusal: {
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: 'API key not valid. Please pass a valid API key.',
      details: ['ErrorInfo', 'LocalizedMessage'],
    },
  },
  {
    ...refuses('more requests than the quota', '', { model: EXHAUSTED_MODEL }),
    refusal: {
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      message: 'You exceeded your current quota',
      details: ['Help', 'QuotaFailure', 'RetryInfo'],
    },
  },
  notFound('gemini-99-flash', 'generate', 'generateContent'),
  notFound('gemini-3.1-flash-tts-preview', 'generate', 'generateContent'),
  notFound(LIVE, 'stream', 'streamGenerateContent'),
  notFound(TRANSCRIBE, 'generate', 'generateContent'),
  notFound('gemini-3.1-flash-live-preview', 'getModel', 'getModel'),
  refusesFields(
    'an unknown field',
    'Invalid JSON payload received. Unknown name "prompt": Cannot find field.',
    {
      config: extra({ prompt: 'Hi' }),
    },
  ),
  refusesFields(
    'a field of Vertex AI',
    `Unknown name "audioTimestamp" at 'generation_config': Cannot find field.`,
    {
      config: extra({ generationConfig: { audioTimestamp: true } }),
    },
  ),
  refusesFields(
    'a field of JSON Schema',
    `Unknown name "exclusiveMinimum" at 'tools[0].function_declarations[0].parameters.properties[0].value': Cannot find field.`,
    {
      config: extra({
        tools: {
          functionDeclarations: {
            name: 'f',
            parameters: { properties: { a: { exclusiveMinimum: 0 } } },
          },
        },
      }),
    },
  ),
  refusesFields('an unknown enum value', `Invalid value at 'generation_config.media_resolution'`, {
    config: extra({ generationConfig: { mediaResolution: 'HUGE' } }),
  }),
  refusesFields('a number for a text', `Invalid value at 'cached_content' (TYPE_STRING), 7`, {
    config: extra({ cachedContent: 7 }),
  }),
  refusesFields(
    'a list for a message',
    'Unknown name "tool_config": Proto field is not repeating, cannot start list.',
    {
      config: extra({ toolConfig: [] }),
    },
  ),
  refuses(
    'no parts',
    '* GenerateContentRequest.contents[0].parts: contents.parts must not be empty.\n',
    {
      contents: [{ role: 'user', parts: [] }],
    },
  ),
  refuses(
    'an empty part',
    `* GenerateContentRequest.contents[0].parts[0].data: required oneof field 'data' must have one initialized field\n`,
    {
      contents: [{ role: 'user', parts: [{}] }],
    },
  ),
  refuses('another role', 'Please use a valid role: user, model.', {
    contents: [{ ...HELLO[0], role: 'system' }],
  }),
  refuses('the model last', 'Requests ending with a model turn are not supported.', {
    contents: [...HELLO, model('That')],
  }),
  refuses(
    'a call first',
    'Please ensure that function call turn comes immediately after a user turn',
    {
      contents: [called(SIGNED), responded()],
    },
  ),
  refuses(
    'a call after the model',
    'Please ensure that function call turn comes immediately after a user turn',
    {
      contents: [ASKED, model('Well.'), called(SIGNED), responded()],
    },
  ),
  refuses(
    'a response without a call',
    'Please ensure that function response turn comes immediately after a function call turn.',
    {
      contents: [ASKED, model('Well.'), responded()],
    },
  ),
  refuses(
    'a call without a response',
    'Please ensure that the number of function response parts is equal',
    {
      contents: [ASKED, called(SIGNED), ASKED],
    },
  ),
  refuses('a response of another name', 'Request contains an invalid argument.', {
    contents: [ASKED, called(SIGNED), responded('1', 'set_timer')],
  }),
  refuses('a response of another id', 'Request contains an invalid argument.', {
    contents: [ASKED, called(SIGNED), responded('2')],
  }),
  refuses(
    'a call without a signature',
    'Function call is missing a thought_signature in functionCall parts.',
    {
      contents: [ASKED, called(), responded()],
    },
  ),
  refuses('a corrupted signature', 'Corrupted thought signature.', {
    contents: [ASKED, called('QUJDRA=='), responded()],
  }),
  refuses(
    'an object without properties',
    '.parameters.properties: should be non-empty for OBJECT type',
    {
      config: parameters({ type: 'OBJECT', properties: {} }),
    },
  ),
  refuses('an array without items', '.parameters.properties[a].items: missing field.', {
    config: parameters({ type: 'OBJECT', properties: { a: { type: 'ARRAY' } } }),
  }),
  refuses('an enum of numbers', '.parameters.properties[a].enum: only allowed for STRING type', {
    config: parameters({ type: 'OBJECT', properties: { a: { type: 'INTEGER', enum: ['1'] } } }),
  }),
  refuses(
    'a required property that is not there',
    '.parameters.required[0]: property is not defined',
    {
      config: parameters({ type: 'OBJECT', properties: { a: STRING }, required: ['b'] }),
    },
  ),
  refuses('a bad name of a function', '.function_declarations[0].name: Invalid function name.', {
    config: tools({ name: 'set timer', description: 'Sets a timer.' }),
  }),
  refuses(
    'a level that the model lacks',
    'Thinking level MINIMAL is not supported for this model. Please retry with other thinking level.',
    {
      model: NEWEST,
      config: { thinkingConfig: { thinkingLevel: 'MINIMAL' } },
    },
  ),
  refuses('a level of an old model', 'Thinking level is not supported for this model.', {
    model: 'gemini-2.5-flash-lite',
    config: { thinkingConfig: { thinkingLevel: 'LOW' } },
  }),
  refuses(
    'a level with a budget',
    'You can only set only one of thinking budget and thinking level.',
    {
      config: { thinkingConfig: { thinkingLevel: 'LOW', thinkingBudget: 10 } },
    },
  ),
  refuses('a penalty', 'Penalty is not enabled for this model', {
    config: { presencePenalty: 0.2 },
  }),
  refuses('a temperature out of range', 'temperature must be in the range [0.0, 2.0].', {
    config: { temperature: 3 },
  }),
  refuses('two candidates', 'Multiple candidates is not enabled for this model', {
    config: { candidateCount: 2 },
  }),
  refuses(
    'sound of a text model',
    'The requested combination of response modalities (AUDIO) is not supported by the model.',
    { config: SPEECH },
  ),
  refuses(
    'text of a speech model',
    'The requested combination of response modalities (TEXT) is not supported by the model.',
    { model: TTS },
  ),
  refuses('sampling of a speech model', 'Request contains an invalid argument.', {
    model: TTS,
    config: { ...SPEECH, temperature: 1 },
  }),
  refuses('instructions of a speech model', 'Developer instruction is not enabled for', {
    model: TTS,
    config: { ...SPEECH, systemInstruction: 'Whisper.' },
  }),
  refuses(
    'an unreadable picture',
    'Unable to process input image',
    {
      contents: [
        { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'QUJD' } }] },
      ],
    },
    'stream',
  ),
  closes('Live with another key', 1007, 'API key not valid. Please pass a valid API key.', {
    apiKey: 'other',
  }),
  closes('Live of a text model', 1008, `models/${FLASH} is not found for API version`, {
    model: FLASH,
  }),
  closes('Live of a retired model', 1008, 'is not found for API version', {
    model: 'gemini-3.1-flash-live-preview',
  }),
  closes(
    'Live with a bad schema',
    1007,
    '* BidiGenerateContentRequest.setup.tools[0].function_declarations[0].parameters.properties',
    {
      config: { ...SPEECH, ...parameters({ type: 'OBJECT', properties: {} }) },
    },
  ),
];

export const JUDGED_REQUESTS: readonly JudgedRequest[] = [...ANSWERED, ...REFUSED];
