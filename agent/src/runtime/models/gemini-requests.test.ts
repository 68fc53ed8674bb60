import { EmulatorControl, type Emulator, startGeminiEmulator } from '@bakebot/gemini-emulator';
import { initializeLogger, llm } from '@livekit/agents';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { loadModels, type Models } from './load-models.ts';
import { ModelEnvironment, toModelConfig } from './model-config.ts';

const Body = z.looseObject({
  contents: z.array(z.looseObject({ parts: z.array(z.object({ text: z.string() })) })),
});

let emulator: Emulator;
let control: EmulatorControl;
let models: Models;

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', emulator.url);
  const config = toModelConfig(ModelEnvironment.parse({ GOOGLE_API_KEY: 'emulator' }));
  models = (await loadModels(config))('en-US');
});
beforeEach(() => control.clearCaptures());
afterAll(async () => {
  vi.unstubAllEnvs();
  await emulator.close();
});

async function requestBody(): Promise<z.infer<typeof Body>> {
  const [capture] = await control.captures();
  return Body.parse((await control.capture(capture?.id ?? '')).body);
}

it('asks Gemini to think little and to store nothing', async () => {
  const chatCtx = llm.ChatContext.empty();
  chatCtx.addMessage({ role: 'user', content: 'Hello' });
  for await (const _ of models.llm.chat({ chatCtx }));
  expect(await requestBody()).toMatchObject({
    generationConfig: { thinkingConfig: { thinkingLevel: 'LOW' } },
    store: false,
  });
});

it('sends Gemini TTS the text alone, which 3.8 models speak word for word', async () => {
  for await (const _ of models.tts.synthesize('The oven is hot.'));
  const { contents } = await requestBody();
  expect(contents).toEqual([{ role: 'user', parts: [{ text: 'The oven is hot.' }] }]);
});
