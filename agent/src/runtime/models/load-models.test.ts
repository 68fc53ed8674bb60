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
import { isDuplicate } from '../telemetry/duplicate-metrics.ts';
import { FirstTokenTimeout } from './first-token-timeout.ts';
import { loadModels, type Models } from './load-models.ts';
import { ModelEnvironment, toModelConfig } from './model-config.ts';
import { HEARD, SOUND, VendorServer } from './testing/vendor-server.ts';

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

/** The models that the settings choose, with every vendor at the stand-in's address. */
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

async function answerOf(model: llm.LLM): Promise<string> {
  const chatCtx = new llm.ChatContext();
  chatCtx.addMessage({ role: 'user', content: 'Hello' });
  let text = '';
  for await (const chunk of model.chat({ chatCtx })) text += chunk.delta?.content ?? '';
  return text;
}

/** Milliseconds of sound that come of a sentence. */
async function soundOf(voice: tts.TTS): Promise<number> {
  let samples = 0;
  const add = (frame: AudioFrame) =>
    (samples += (frame.samplesPerChannel / frame.sampleRate) * 1000);
  if (!voice.capabilities.streaming) {
    for await (const { frame } of voice.synthesize('Hello there.')) add(frame);
    return samples;
  }
  const stream = voice.stream();
  stream.pushText('Hello there.');
  stream.endInput();
  for await (const audio of stream) if (typeof audio !== 'symbol') add(audio.frame);
  return samples;
}

/** The first words that a recogniser is sure of, or that it had when its stream ended. */
async function wordsOf(recogniser: stt.STT): Promise<string> {
  const stream = recogniser.stream();
  const loud = Int16Array.from({ length: 16_000 }, (_, i) => 8000 * Math.sin(i / 7));
  stream.pushFrame(new AudioFrame(loud, 16_000, 1, loud.length));
  stream.flush();
  const end = setTimeout(() => stream.endInput(), 300);
  let words = '';
  for await (const event of stream) {
    words = event.alternatives?.[0]?.text || words;
    if (event.type === stt.SpeechEventType.FINAL_TRANSCRIPT) break;
  }
  clearTimeout(end);
  stream.close();
  return words;
}

describe('each vendor, by its own protocol', () => {
  it.each([
    ['gemini', 'Hello from Gemini.', '/v1beta/models/gemini-3.5-flash:streamGenerateContent'],
    ['openai/gpt-4o-mini', 'Hello from OpenAI.', '/v1/chat/completions'],
    ['livekit/openai/gpt-4o', 'Hello from OpenAI.', '/chat/completions'],
  ])('AGENT_LLM=%s', async (choice, answer, path) => {
    const { llm: model } = await load({ AGENT_LLM: choice });
    expect(await answerOf(model)).toBe(answer);
    expect(vendors.asked.map((each) => each.path)).toContain(path);
  });

  it.each(['deepgram', 'openai/gpt-4o-mini-transcribe', 'livekit'])(
    'AGENT_STT=%s',
    async (choice) => {
      const { stt: recogniser } = await load({ AGENT_STT: choice });
      expect(await wordsOf(recogniser)).toBe(HEARD);
    },
  );

  it.each(['gemini', 'openai', 'elevenlabs', 'livekit'])('AGENT_TTS=%s', async (choice) => {
    const { tts: voice } = await load({ AGENT_TTS: choice });
    const ms = (SOUND.length / 2 / 24_000) * 1000;
    expect(await soundOf(voice)).toBeGreaterThan(ms * 0.8);
  });
});

describe('a chain', () => {
  it('asks the next model when the first answers 500', async () => {
    vendors.failing.add('/v1/chat/completions');
    const { llm: model } = await load({ AGENT_LLM: 'openai, gemini' });
    expect(await answerOf(model)).toBe('Hello from Gemini.');
  });

  it('measures each answer twice, which telemetry knows', async () => {
    const { llm: model } = await load({ AGENT_LLM: 'gemini, openai' });
    const measured: metrics.LLMMetrics[] = [];
    model.on('metrics_collected', (metric) => measured.push(metric));
    await answerOf(model);
    await vi.waitFor(() => expect(measured).toHaveLength(2));
    expect(measured.map(({ promptTokens }) => promptTokens)).toEqual([10, 10]);
    // When this fails, telemetry/duplicate-metrics.ts can go.
    expect(measured.filter(isDuplicate)).toHaveLength(1);
  });

  it('asks the next model when the first says nothing', async () => {
    vendors.silent.add(':streamGenerateContent');
    const { llm: model } = await load({ AGENT_LLM: 'gemini, openai' });
    expect(await answerOf(model)).toBe('Hello from OpenAI.');
  }, 20_000);

  it('speaks with the next voice when the first answers 500', async () => {
    vendors.failing.add('multi-stream-input');
    const { tts: voice } = await load({ AGENT_TTS: 'elevenlabs, openai' });
    expect(await soundOf(voice)).toBeGreaterThan(300);
  });

  it('hears with the next recogniser when the first answers 500', async () => {
    vendors.failing.add('/v1/listen');
    const { stt: recogniser } = await load({ AGENT_STT: 'deepgram, livekit' });
    expect(await wordsOf(recogniser)).toBe(HEARD);
  });

  it('fails when all have failed', async () => {
    vendors.failing.add('/v1/chat/completions').add(':streamGenerateContent');
    const { llm: model } = await load({ AGENT_LLM: 'openai, gemini' });
    const errors: unknown[] = [];
    model.on('error', (error) => errors.push(error));
    await answerOf(model).catch(() => undefined);
    expect(errors).not.toEqual([]);
  });
});

it('does not wait for the first words for ever', async () => {
  vendors.silent.add('/v1/chat/completions');
  const { llm: model } = await load({ AGENT_LLM: 'openai' });
  const impatient = new FirstTokenTimeout(model, 200);
  const errors: Error[] = [];
  impatient.on('error', ({ error }) => errors.push(error));
  expect(await answerOf(impatient)).toBe('');
  expect(String(errors[0])).toContain('no words within 200 ms');
  expect(errors[0]).not.toBeInstanceOf(APIStatusError);
});
