import { initializeLogger, llm, log, type stt, type tts } from '@livekit/agents';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadModels, type Models } from './load-models.ts';
import { ModelEnvironment, toModelConfig } from './model-config.ts';
import { GOOGLE, LIVE, openaiError } from './testing/vendor-errors.ts';
import { VendorServer } from './testing/vendor-server.ts';
import { classifyVendorError } from './vendor-error.ts';
import { vendorErrorOf } from './vendor-rejection.ts';
import { intercept } from '../workarounds/realtime-session.ts';

/** The framework's number of retries, without its pauses. */
const RETRIES = { maxRetry: 3, retryIntervalMs: 1, timeoutMs: 10_000 };

let vendors: VendorServer;
let opened: Models[];

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

beforeEach(async () => {
  opened = [];
  vendors = await VendorServer.start();
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', vendors.url);
});

afterEach(async () => {
  await Promise.all(opened.flatMap((models) => [models.stt.close(), models.tts.close()]));
  vi.unstubAllEnvs();
  await vendors.close();
});

async function load(choice: Record<string, string> = {}): Promise<Models> {
  const environment = {
    GOOGLE_API_KEY: 'google',
    OPENAI_API_KEY: 'openai',
    OPENAI_BASE_URL: `${vendors.url}/v1`,
    ...choice,
  };
  const models = (await loadModels(toModelConfig(ModelEnvironment.parse(environment))))('en-US');
  opened.push(models);
  return models;
}

type Errors = { errors: unknown[]; text: string };

async function useLlm(model: llm.LLM): Promise<Errors> {
  const errors: unknown[] = [];
  model.on('error', (event) => errors.push(event));
  const chatCtx = llm.ChatContext.empty();
  chatCtx.addMessage({ role: 'user', content: 'Hello' });
  let text = '';
  for await (const chunk of model.chat({ chatCtx, connOptions: RETRIES })) {
    text += chunk.delta?.content ?? '';
  }
  return { errors, text };
}

async function useTts(model: tts.TTS): Promise<Errors> {
  const errors: unknown[] = [];
  model.on('error', (event) => errors.push(event));
  if (model.capabilities.streaming) {
    const stream = model.stream({ connOptions: RETRIES });
    stream.pushText('Hello there.');
    stream.endInput();
    for await (const _ of stream);
  } else {
    const stream = model.synthesize('Hello there.', RETRIES);
    // The framework handles no rejection of this method, and in a job logs them only.
    intercept(stream, 'mainTask', async (run) => Promise.resolve(run()).catch(() => {}));
    for await (const _ of stream);
  }
  return { errors, text: '' };
}

async function useStt(model: stt.STT): Promise<Errors> {
  const errors: unknown[] = [];
  model.on('error', (event) => errors.push(event));
  for await (const _ of model.stream({ connOptions: RETRIES }));
  return { errors, text: '' };
}

const isPermanent = ([, , code, text]: (typeof GOOGLE)[number]) =>
  classifyVendorError({ code, text }).isPermanent;

const REST = GOOGLE.filter(isPermanent);
const CLOSES = LIVE.filter(isPermanent);
const WRONG_KEY = { code: 400, text: REST[0]?.[3] ?? '' };

describe.each([
  ['LLM', (models: Models) => useLlm(models.llm)],
  ['TTS', (models: Models) => useTts(models.tts)],
] as const)("Gemini's %s", (_, use) => {
  it.each(REST)('sends a request once after %s: %s', async (kind, _name, code = 0, text) => {
    vendors.rejections.set(':streamGenerateContent', { code, text });
    const { errors } = await use(await load());
    expect(vendors.requests).toHaveLength(1);
    expect(errors).toMatchObject([{ recoverable: false, error: { retryable: false } }]);
    expect(vendorErrorOf(errors[0]).kind).toBe(kind);
  });

  it('repeats a request that failed with 503', async () => {
    vendors.rejections.set(':streamGenerateContent', { code: 503, text: '{}' });
    await use(await load());
    expect(vendors.requests.length).toBeGreaterThan(1);
  });
});

it('sends a request of the LLM once when a quota is exhausted, but repeats one for speech', async () => {
  const quota = GOOGLE.find(([kind]) => kind === 'quota');
  vendors.rejections.set(':streamGenerateContent', { code: 429, text: quota?.[3] ?? '' });
  const models = await load();
  expect(vendorErrorOf((await useLlm(models.llm)).errors[0]).kind).toBe('quota');
  expect(vendors.requests).toHaveLength(1);
  await useTts(models.tts);
  expect(vendors.requests.length).toBeGreaterThan(2);
});

describe("Gemini's STT", () => {
  it.each(CLOSES)('connects once after %s: %s', async (kind, _name, code = 0, text) => {
    vendors.rejections.set('BidiGenerateContent', { code, text });
    const { errors } = await useStt((await load()).stt);
    expect(vendors.requests).toHaveLength(1);
    expect(vendorErrorOf(errors[0])).toMatchObject({ kind, words: `${code} ${text}` });
  });

  it('reconnects after an internal error of Google', async () => {
    vendors.rejections.set('BidiGenerateContent', { code: 1011, text: 'Internal error.' });
    await useStt((await load()).stt);
    expect(vendors.requests).toHaveLength(4);
  });
});

describe('OpenAI', () => {
  it.each([
    ['LLM', 'AGENT_LLM', '/v1/chat/completions'],
    ['TTS', 'AGENT_TTS', '/v1/audio/speech'],
  ])('gets a request of the %s with a wrong key once', async (role, setting, path) => {
    const text = openaiError('Incorrect API key provided: sk-1.', 'invalid_api_key');
    vendors.rejections.set(path, { code: 401, text });
    const models = await load({ [setting]: 'openai' });
    const { errors } = await (role === 'LLM' ? useLlm(models.llm) : useTts(models.tts));
    expect(vendors.requests).toHaveLength(1);
    expect(vendorErrorOf(errors[0]).kind).toBe('wrong_key');
  });
});

describe('the log', () => {
  it("quotes Google's words once, until a request succeeds", async () => {
    const error = vi.spyOn(log(), 'error').mockImplementation(() => {});
    vendors.rejections.set(':streamGenerateContent', WRONG_KEY);
    const { llm: model } = await load();
    for (const _ of Array(3)) await useLlm(model);
    expect(error.mock.calls).toEqual([
      [
        {
          vendor: 'gemini',
          model: 'gemini-3.6-flash',
          kind: 'wrong_key',
          words:
            '400 INVALID_ARGUMENT API_KEY_INVALID API key not valid. Please pass a valid API key.',
          remedy: expect.stringContaining('aistudio.google.com'),
        },
        'vendor rejected request',
      ],
    ]);
    vendors.rejections.clear();
    await useLlm(model);
    vendors.rejections.set(':streamGenerateContent', WRONG_KEY);
    await useLlm(model);
    expect(error).toHaveBeenCalledTimes(2);
    error.mockRestore();
  });
});

describe('a chain of models', () => {
  it('asks the second LLM at once when the first rejects the key', async () => {
    vendors.rejections.set(':streamGenerateContent', WRONG_KEY);
    const { text } = await useLlm((await load({ AGENT_LLM: 'gemini, openai' })).llm);
    expect(text).toBe('Hello from OpenAI.');
  });

  it('asks each LLM once when all reject the key', async () => {
    vendors.rejections.set(':streamGenerateContent', WRONG_KEY);
    vendors.rejections.set('/chat/completions', { code: 401, text: '{}' });
    const { llm: chain } = await load({ AGENT_LLM: 'gemini, openai' });
    const { errors } = await useLlm(chain);
    expect(vendorErrorOf(errors.at(-1))).toMatchObject({ kind: 'wrong_key', isPermanent: true });
    const answers = vendors.requests.filter(({ path }) => path.includes('completions'));
    // The chain's probe of the failed LLM is the other one.
    expect(answers.length).toBeLessThanOrEqual(2);
  });
});
