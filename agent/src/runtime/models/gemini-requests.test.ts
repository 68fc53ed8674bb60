import { EmulatorControl, type Emulator, startGeminiEmulator } from '@bakebot/gemini-emulator';
import { initializeLogger, llm } from '@livekit/agents';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { loadModels, type MakeModels, type Models } from './load-models.ts';
import { ModelEnvironment, toModelConfig } from './model-config.ts';

const Body = z.looseObject({
  contents: z.array(z.looseObject({ parts: z.array(z.object({ text: z.string() })) })),
});

const Setup = z.looseObject({
  setup: z.object({ inputAudioTranscription: z.object({ languageCodes: z.array(z.string()) }) }),
});

let emulator: Emulator;
let control: EmulatorControl;
let makeModels: MakeModels;
let models: Models;

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', emulator.url);
  const config = toModelConfig(ModelEnvironment.parse({ GOOGLE_API_KEY: 'emulator' }));
  makeModels = await loadModels(config);
  models = makeModels('en-US');
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

it('signs a tool call of Gemini Live or another vendor, which Gemini rejects unsigned', async () => {
  const chatCtx = llm.ChatContext.empty();
  chatCtx.addMessage({ role: 'user', content: 'Which timers are running?' });
  const call = { callId: 'a', name: 'list_timers' };
  chatCtx.items.push(
    llm.FunctionCall.create({ ...call, args: '{}' }),
    llm.FunctionCallOutput.create({ ...call, output: '[]', isError: false }),
  );
  let text = '';
  for await (const { delta } of models.llm.chat({ chatCtx })) text += delta?.content ?? '';
  expect(text).not.toBe('');
});

it('sends Gemini TTS the text alone, which 3.8 models speak word for word', async () => {
  const speech = models.tts.stream();
  speech.updateInputStream(ReadableStream.from(['The oven is hot.']));
  for await (const _ of speech);
  const { contents } = await requestBody();
  expect(contents).toEqual([{ role: 'user', parts: [{ text: 'The oven is hot.' }] }]);
});

it.each([
  ['de_DE', ['de-DE']],
  ['fr-CA', []],
])('has Gemini transcribe the speech of a user of locale %s as %j', async (locale, codes) => {
  const { stt } = makeModels(locale);
  const stream = stt.stream();
  const { setup } = await vi.waitFor(async () => {
    const [capture] = await control.captures();
    return Setup.parse((await control.capture(capture?.id ?? '')).setup);
  });
  expect(setup.inputAudioTranscription.languageCodes).toEqual(codes);
  stream.close();
  await stt.close();
});
