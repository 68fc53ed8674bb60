import {
  APIStatusError,
  initializeLogger,
  llm,
  type metrics,
  stt,
  type tts,
} from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isDuplicate } from '../workarounds/duplicate-metrics.ts';
import { FirstTokenTimeout } from './first-token-timeout.ts';
import { loadModels, type Models } from './load-models.ts';
import { ModelEnvironment, toModelConfig } from './model-config.ts';
import { SOUND, TRANSCRIPT, VendorServer } from './testing/vendor-server.ts';

let vendors: VendorServer;
let models: Models | undefined;

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

beforeEach(async () => {
  vendors = await VendorServer.start();
  process.env['GOOGLE_GEMINI_BASE_URL'] = vendors.url;
  process.env['LIVEKIT_INFERENCE_URL'] = vendors.url;
  process.env['LIVEKIT_API_KEY'] = 'key';
  process.env['LIVEKIT_API_SECRET'] = 'secret';
});

afterEach(async () => {
  await Promise.all([models?.stt.close(), models?.tts.close()]);
  for (const name of ['GOOGLE_GEMINI_BASE_URL', 'LIVEKIT_INFERENCE_URL', 'LIVEKIT_API_KEY']) {
    delete process.env[name];
  }
  await vendors.close();
});

/** Loads the configured models, with every vendor's base URL at the local server. */
async function load(choice: Record<string, string>): Promise<Models> {
  const config = toModelConfig(
    ModelEnvironment.parse({
      GOOGLE_API_KEY: 'google',
      OPENAI_API_KEY: 'openai',
      OPENAI_BASE_URL: `${vendors.url}/v1`,
      DEEPGRAM_API_KEY: 'deepgram',
      DEEPGRAM_BASE_URL: vendors.url.replace('http', 'ws'),
      ELEVEN_API_KEY: 'eleven',
      ELEVEN_BASE_URL: `${vendors.url}/v1`,
      LIVEKIT_API_KEY: 'key',
      ...choice,
    }),
  );
  const make = await loadModels(config);
  models = make('en-GB');
  return models;
}

async function replyOf(model: llm.LLM): Promise<string> {
  const chatCtx = new llm.ChatContext();
  chatCtx.addMessage({ role: 'user', content: 'Hello' });
  let text = '';
  for await (const chunk of model.chat({ chatCtx })) text += chunk.delta?.content ?? '';
  return text;
}

/** Duration of the audio that a sentence is synthesized to, in ms. */
async function synthesizedMs(voice: tts.TTS): Promise<number> {
  let samples = 0;
  const add = (frame: AudioFrame) =>
    (samples += (frame.samplesPerChannel / frame.sampleRate) * 1000);
  const stream = voice.stream();
  stream.updateInputStream(ReadableStream.from(['Hello there.']));
  for await (const audio of stream) if (typeof audio !== 'symbol') add(audio.frame);
  return samples;
}

/** The first final transcript, or the last interim one when the stream ends without. */
async function transcriptOf(model: stt.STT): Promise<string> {
  const stream = model.stream();
  const loud = Int16Array.from({ length: 16_000 }, (_, i) => 8000 * Math.sin(i / 7));
  stream.pushFrame(new AudioFrame(loud, 16_000, 1, loud.length));
  stream.flush();
  const end = setTimeout(() => stream.endInput(), 300);
  let transcript = '';
  for await (const event of stream) {
    transcript = event.alternatives?.[0]?.text || transcript;
    if (event.type === stt.SpeechEventType.FINAL_TRANSCRIPT) break;
  }
  clearTimeout(end);
  stream.close();
  return transcript;
}

describe('loadModels', () => {
  it.each([
    ['gemini', 'Hello from Gemini.', '/v1beta/models/gemini-3.6-flash:streamGenerateContent'],
    ['openai/gpt-4o-mini', 'Hello from OpenAI.', '/v1/chat/completions'],
    ['livekit/openai/gpt-4o', 'Hello from OpenAI.', '/chat/completions'],
  ])('streams a reply with AGENT_LLM=%s', async (choice, answer, path) => {
    const { llm: model } = await load({ AGENT_LLM: choice });
    expect(await replyOf(model)).toBe(answer);
    expect(vendors.requests.map((each) => each.path)).toContain(path);
  });

  it('sends OpenAI no thought signatures, which its API does not know', async () => {
    const { llm: model } = await load({ AGENT_LLM: 'openai' });
    const chatCtx = llm.ChatContext.empty();
    chatCtx.addMessage({ role: 'user', content: 'Which timers are running?' });
    const call = { callId: 'a', name: 'list_timers', args: '{}', thoughtSignature: 'gemini' };
    chatCtx.items.push(
      llm.FunctionCall.create(call),
      llm.FunctionCallOutput.create({ ...call, output: '[]', isError: false }),
    );
    for await (const _ of model.chat({ chatCtx }));
    const [request] = vendors.requests;
    expect(JSON.stringify(request?.body)).toContain('list_timers');
    expect(JSON.stringify(request?.body)).not.toContain('gemini');
  });

  it.each(['deepgram', 'openai/gpt-4o-mini-transcribe', 'livekit'])(
    'transcribes speech with AGENT_STT=%s',
    async (choice) => {
      const { stt: model } = await load({ AGENT_STT: choice });
      expect(await transcriptOf(model)).toBe(TRANSCRIPT);
    },
  );

  it.each(['gemini', 'openai', 'elevenlabs', 'livekit'])(
    'synthesizes speech with AGENT_TTS=%s',
    async (choice) => {
      const { tts: voice } = await load({ AGENT_TTS: choice });
      const ms = (SOUND.length / 2 / 24_000) * 1000;
      expect(await synthesizedMs(voice)).toBeGreaterThan(ms * 0.8);
    },
  );
});

describe('a chain of models', () => {
  it('asks the second LLM when the first responds with 500', async () => {
    vendors.failing.add('/v1/chat/completions');
    const { llm: model } = await load({ AGENT_LLM: 'openai, gemini' });
    expect(await replyOf(model)).toBe('Hello from Gemini.');
  });

  it('emits metrics twice for each reply, one of which isDuplicate() detects', async () => {
    const { llm: model } = await load({ AGENT_LLM: 'gemini, openai' });
    const measured: metrics.LLMMetrics[] = [];
    model.on('metrics_collected', (metric) => measured.push(metric));
    await replyOf(model);
    await vi.waitFor(() => expect(measured).toHaveLength(2));
    expect(measured.map(({ promptTokens }) => promptTokens)).toEqual([10, 10]);
    // workarounds/duplicate-metrics.ts can go when this fails.
    expect(measured.filter(isDuplicate)).toHaveLength(1);
  });

  it('asks the second LLM when the first sends no token', async () => {
    vendors.silent.add(':streamGenerateContent');
    const { llm: model } = await load({ AGENT_LLM: 'gemini, openai' });
    expect(await replyOf(model)).toBe('Hello from OpenAI.');
  }, 20_000);

  it.each([
    ['elevenlabs, openai', 'multi-stream-input'],
    ['gemini, openai', 'tts:streamGenerateContent'],
    ['openai, gemini', 'audio/speech'],
    ['livekit, gemini', '/tts'],
  ])(
    'synthesizes with the second TTS of %s when the first responds with 500',
    async (chain, path) => {
      vendors.failing.add(path);
      const { tts: voice } = await load({ AGENT_TTS: chain });
      expect(await synthesizedMs(voice)).toBeGreaterThan(300);
    },
  );

  it('transcribes with the second STT when the first responds with 500', async () => {
    vendors.failing.add('/v1/listen');
    const { stt: model } = await load({ AGENT_STT: 'deepgram, livekit' });
    expect(await transcriptOf(model)).toBe(TRANSCRIPT);
  });

  it('emits an error when every LLM fails', async () => {
    vendors.failing.add('/v1/chat/completions').add(':streamGenerateContent');
    const { llm: model } = await load({ AGENT_LLM: 'openai, gemini' });
    const errors: unknown[] = [];
    model.on('error', (error) => errors.push(error));
    await replyOf(model).catch(() => undefined);
    expect(errors).not.toEqual([]);
  });
});

it('fails a model whose first token does not arrive in time', async () => {
  vendors.silent.add('/v1/chat/completions');
  const { llm: model } = await load({ AGENT_LLM: 'openai' });
  const timed = new FirstTokenTimeout(model, 200);
  const errors: Error[] = [];
  timed.on('error', ({ error }) => errors.push(error));
  expect(await replyOf(timed)).toBe('');
  expect(String(errors[0])).toContain('no token within 200 ms');
  expect(errors[0]).not.toBeInstanceOf(APIStatusError);
});
