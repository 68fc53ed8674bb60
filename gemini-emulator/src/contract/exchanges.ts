import { DEFAULT_MODELS } from '@bakebot/agent/catalogue';
import { bytesFromPcm } from '../audio/pcm.ts';
import { decodeWav } from '../audio/wav.ts';
import { speak } from '../tts/speak.ts';
import type { Received, RecordedExchange } from './recording.ts';
import { fieldAt, LiveExchange, request, type Server } from './server.ts';

type Exchange = {
  readonly name: string;
  readonly run: (server: Server) => Promise<readonly Received[]>;
};

const LLM = DEFAULT_MODELS.llm.gemini;
const TTS = DEFAULT_MODELS.tts.gemini;
const STT = DEFAULT_MODELS.stt.gemini;
const LIVE = DEFAULT_MODELS.live.gemini;
const WITHOUT_MINIMAL = 'gemini-3.8-flash';

const MICROPHONE_RATE = 16_000;
/** 64 by 32 pixels in red. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAgCAMAAACVQ462AAAAA1BMVEX/AAAZ4gk3AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAGElEQVRIx2NgGAWjYBSMglEwCkbBKEAFAAggAAFViNSdAAAAAElFTkSuQmCC';

const TIMERS = {
  functionDeclarations: [
    { name: 'list_timers', description: 'Lists the timers that are running.' },
  ],
};
const ASKED = user('Which timers are running? Use the function.');
const RESPONSE = { name: 'list_timers', response: { output: '[]' } };
/** Little thinking, and nothing that Google keeps. */
const CHEAP = { generationConfig: { thinkingConfig: { thinkingLevel: 'LOW' } }, store: false };
const SPOKEN = { generationConfig: { responseModalities: ['AUDIO'] } };

function user(text: string): object {
  return { role: 'user', parts: [{ text }] };
}

function generate(server: Server, body: object, model: string = LLM): Promise<Received[]> {
  return request(server, `models/${model}:generateContent`, body);
}

function stream(server: Server, body: object, model: string = LLM): Promise<Received[]> {
  return request(server, `models/${model}:streamGenerateContent?alt=sse`, body);
}

/** One of each kind. */
const EXCHANGES: readonly Exchange[] = [
  {
    name: 'text',
    run: (server) =>
      stream(server, { contents: [user('What can you do? Answer in one sentence.')], ...CHEAP }),
  },
  { name: 'tool call and response', run: callAndRespond },
  {
    name: 'picture',
    run: (server) =>
      stream(server, {
        contents: [
          {
            role: 'user',
            parts: [
              { text: 'Which color is this? One word.' },
              { inlineData: { mimeType: 'image/png', data: PICTURE } },
            ],
          },
        ],
        ...CHEAP,
      }),
  },
  {
    name: 'speech',
    run: (server) => stream(server, { contents: [user('The oven is hot.')], ...SPOKEN }, TTS),
  },
  { name: 'transcription', run: transcribe },
  { name: 'Live with a tool and an interruption', run: converse },
  {
    name: 'unknown model',
    run: (server) => generate(server, { contents: [ASKED] }, 'gemini-0.1-none'),
  },
  {
    name: 'model of Live over HTTP',
    run: (server) => generate(server, { contents: [ASKED] }, LIVE),
  },
  {
    name: 'wrong key',
    run: ({ url }) => generate({ url, apiKey: 'wrong' }, { contents: [ASKED] }),
  },
  { name: 'wrong key on Live', run: ({ url }) => setUp({ url, apiKey: 'wrong' }, LIVE) },
  { name: 'unknown model on Live', run: (server) => setUp(server, 'gemini-0.1-none') },
  { name: 'unknown field', run: (server) => generate(server, { contents: [ASKED], prompt: 'Hi' }) },
  {
    name: 'schema without properties',
    run: (server) =>
      generate(server, {
        contents: [ASKED],
        tools: [
          {
            functionDeclarations: [
              {
                name: 'bake',
                description: 'Bakes.',
                parameters: { type: 'OBJECT', properties: {} },
              },
            ],
          },
        ],
      }),
  },
  {
    name: 'call without a signature',
    run: (server) =>
      generate(server, {
        contents: [
          ASKED,
          { role: 'model', parts: [{ functionCall: { name: 'list_timers', args: {} } }] },
          { role: 'user', parts: [{ functionResponse: RESPONSE }] },
        ],
        tools: [TIMERS],
      }),
  },
  {
    name: 'model last',
    run: (server) =>
      generate(server, { contents: [ASKED, { role: 'model', parts: [{ text: 'There' }] }] }),
  },
  {
    name: 'unsupported thinking level',
    run: (server) =>
      generate(
        server,
        {
          contents: [ASKED],
          generationConfig: { thinkingConfig: { thinkingLevel: 'MINIMAL' } },
        },
        WITHOUT_MINIMAL,
      ),
  },
  {
    name: 'sound of a text model',
    run: (server) => generate(server, { contents: [ASKED], ...SPOKEN }),
  },
];

/** Has every exchange with a server, one after the other: a project's quota may be small. */
export async function haveExchanges(
  server: Server,
  onExchange: (name: string) => void = () => {},
): Promise<RecordedExchange[]> {
  const recorded: RecordedExchange[] = [];
  for (const { name, run } of EXCHANGES) {
    onExchange(name);
    recorded.push({ name, received: [...(await run(server))] });
  }
  return recorded;
}

async function callAndRespond(server: Server): Promise<readonly Received[]> {
  const body = { tools: [TIMERS], ...CHEAP };
  const called = await generate(server, { contents: [ASKED], ...body });
  const content = called
    .map((each) => each.type === 'body' && fieldAt(each.body, 'candidates.content'))
    .find(Boolean);
  const id = fieldAt(content, 'parts.functionCall.id');
  const responded = {
    role: 'user',
    parts: [{ functionResponse: { ...RESPONSE, ...(typeof id === 'string' && { id }) } }],
  };
  if (!content) return called;
  return [
    ...called,
    ...(await generate(server, { contents: [ASKED, content, responded], ...body })),
  ];
}

async function setUp(server: Server, model: string): Promise<readonly Received[]> {
  const live = await LiveExchange.open(server, { model: `models/${model}`, ...SPOKEN });
  await live.until('setupComplete');
  return live.close();
}

async function transcribe(server: Server): Promise<readonly Received[]> {
  const live = await LiveExchange.open(server, {
    model: `models/${STT}`,
    generationConfig: { responseModalities: ['TEXT'] },
    inputAudioTranscription: { languageCodes: ['en-US'] },
  });
  if (!(await live.until('setupComplete'))) return live.close();
  const spoken = decodeWav(await speak('What can you do?', { sampleRate: MICROPHONE_RATE }));
  const data = bytesFromPcm(spoken.samples).toString('base64');
  const mimeType = `audio/pcm;rate=${MICROPHONE_RATE}`;
  live.send({ realtimeInput: { audio: { data, mimeType } } });
  live.send({ realtimeInput: { audioStreamEnd: true } });
  await live.until('serverContent.generationComplete');
  return live.close();
}

async function converse(server: Server): Promise<readonly Received[]> {
  const live = await LiveExchange.open(server, {
    model: `models/${LIVE}`,
    ...SPOKEN,
    outputAudioTranscription: {},
    tools: [
      { functionDeclarations: [{ ...TIMERS.functionDeclarations[0], behavior: 'BLOCKING' }] },
    ],
  });
  if (!(await live.until('setupComplete'))) return live.close();
  live.send({ clientContent: { turns: [ASKED], turnComplete: true } });
  if (!(await live.until('toolCall'))) return live.close();
  const call = live.received.find(
    (each) => each.type === 'body' && fieldAt(each.body, 'toolCall') !== undefined,
  );
  const id = call?.type === 'body' && fieldAt(call.body, 'toolCall.functionCalls.id');
  live.send({ toolResponse: { functionResponses: [{ ...RESPONSE, id }] } });
  await live.until('serverContent.turnComplete');
  await interrupt(live);
  return live.close();
}

async function interrupt(live: LiveExchange): Promise<void> {
  const before = live.received.length;
  const long = user('Count from one to thirty, slowly.');
  live.send({ clientContent: { turns: [long], turnComplete: true } });
  if (!(await live.until('serverContent.modelTurn', before))) return;
  live.send({ clientContent: { turns: [user('Stop. Say yes.')], turnComplete: true } });
  await live.until('serverContent.interrupted', before);
}
