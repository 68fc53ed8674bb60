import { EmulatorControl, type Emulator, startGeminiEmulator } from '@bakebot/gemini-emulator';
import { initializeLogger, llm } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { AudioFrame } from '@livekit/rtc-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_MODELS } from '../models/catalogue/index.ts';
import { loadModels, type Models } from '../models/load-models.ts';
import { ModelEnvironment, toModelConfig } from '../models/model-config.ts';
import { VendorServer } from '../models/testing/vendor-server.ts';
import { ignoreVertexVariables } from './ignore-vertex-variables.ts';

const VARIABLES = ['GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_GENAI_USE_ENTERPRISE'] as const;

let emulator: Emulator;
let control: EmulatorControl;
let vertex: VendorServer;

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
  vertex = await VendorServer.start();
});
beforeEach(() => vi.stubEnv('GOOGLE_GEMINI_BASE_URL', emulator.url));
afterEach(async () => {
  vi.unstubAllEnvs();
  await control.clearCaptures();
});
afterAll(async () => {
  await emulator.close();
  await vertex.close();
});

async function ask(model: llm.LLM): Promise<void> {
  const chatCtx = llm.ChatContext.empty();
  chatCtx.addMessage({ role: 'user', content: 'Hello' });
  const connOptions = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 5000 };
  for await (const _ of model.chat({ chatCtx, connOptions }));
}

async function loadByKey(): Promise<Models> {
  const config = toModelConfig(ModelEnvironment.parse({ GOOGLE_API_KEY: 'emulator' }));
  return (await loadModels(config))('en-US');
}

async function capturedModels(): Promise<(string | undefined)[]> {
  return (await control.captures()).map(({ model }) => model);
}

describe.each(VARIABLES)('with %s=true in the environment', (variable) => {
  it('the plugin alone asks Vertex AI (once it does not, remove ignore-vertex-variables.ts)', async () => {
    vi.stubEnv(variable, 'true');
    vi.stubEnv('GOOGLE_VERTEX_BASE_URL', vertex.url);
    const model = new google.LLM({
      model: DEFAULT_MODELS.llm.gemini,
      apiKey: 'emulator',
      vertexai: false,
    });
    await ask(model);
    expect(vertex.requests.at(-1)?.path).toContain('/publishers/google/models/');
    expect(await capturedModels()).toEqual([]);
  });

  it('the LLM, the TTS and the STT of the vendor gemini ask the Gemini API', async () => {
    vi.stubEnv(variable, 'true');
    const models = await loadByKey();
    await ask(models.llm);
    const speech = models.tts.stream();
    speech.pushText('The oven is hot.');
    speech.endInput();
    for await (const _ of speech);
    const stream = models.stt.stream();
    stream.pushFrame(new AudioFrame(new Int16Array(1600), 16_000, 1, 1600));
    await vi.waitUntil(async () => (await control.captures()).length === 3);
    stream.close();
    expect(await capturedModels()).toEqual(
      expect.arrayContaining([
        DEFAULT_MODELS.llm.gemini,
        DEFAULT_MODELS.tts.gemini,
        DEFAULT_MODELS.stt.gemini,
      ]),
    );
  });

  it('Gemini Live, which is created after the other models, does not find it', async () => {
    vi.stubEnv(variable, 'true');
    await loadByKey();
    expect(process.env[variable]).toBeUndefined();
  });
});

it.each([
  [{ GOOGLE_GENAI_USE_VERTEXAI: 'true' }, ['GOOGLE_GENAI_USE_VERTEXAI']],
  [
    { GOOGLE_GENAI_USE_VERTEXAI: 'false', GOOGLE_GENAI_USE_ENTERPRISE: '1' },
    ['GOOGLE_GENAI_USE_ENTERPRISE'],
  ],
  [{ GOOGLE_API_KEY: 'k' }, []],
])('tells which variables of %o were ignored', (environment: Record<string, string>, names) => {
  expect(ignoreVertexVariables(environment)).toEqual(names);
  expect(VARIABLES.some((name) => name in environment)).toBe(false);
});
