import {
  type JudgedRequest,
  EXHAUSTED_MODEL,
  FLASH,
  NEWEST,
  TTS,
  LIVE,
  TRANSCRIBE,
  HELLO,
  SPEECH,
  STRING,
  tools,
  parameters,
  extra,
  model,
  called,
  responded,
  ASKED,
  SIGNED,
  refuses,
  refusesFields,
  notFound,
  closes,
} from './judged-request.ts';

/** Requests that Google refuses. */
export const REFUSED: readonly JudgedRequest[] = [
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
