import { Modality } from '@google/genai';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { decodeWav } from '../audio/wav.ts';
import { BAKEBOT_TOOLS } from '../replies/testing/bakebot-tools.ts';
import { EmulatorControl } from '../control/emulator-control.ts';
import { type Emulator, startGeminiEmulator } from '../emulator.ts';
import { LiveClient } from './live-client.ts';

const TRANSCRIBER = 'gemini-3.5-transcribe-live';
const DIALOGUE = 'gemini-3.8-live';
const TOOLS = [
  {
    functionDeclarations: BAKEBOT_TOOLS.map(({ name, parameters }) => ({
      name,
      parametersJsonSchema: parameters,
    })),
  },
];
/** The model loads during the first test. */
const LOADING_MS = 40_000;

let emulator: Emulator;
let control: EmulatorControl;
const clients: LiveClient[] = [];

beforeAll(async () => {
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.session.close();
  await control.clearFaults();
});
afterAll(() => emulator.close());

async function transcriber(): Promise<LiveClient> {
  const client = await LiveClient.connect(emulator.url, TRANSCRIBER, {
    responseModalities: [Modality.TEXT],
    inputAudioTranscription: { languageCodes: ['en-GB'] },
  });
  clients.push(client);
  return client;
}

async function dialogue(config: object = {}): Promise<LiveClient> {
  const client = await LiveClient.connect(emulator.url, DIALOGUE, {
    responseModalities: [Modality.AUDIO],
    inputAudioTranscription: {},
    outputAudioTranscription: {},
    tools: TOOLS,
    ...config,
  });
  clients.push(client);
  return client;
}

function type(client: LiveClient, text: string): void {
  client.session.sendClientContent({ turns: [{ role: 'user', parts: [{ text }] }] });
}

describe('live transcription', () => {
  it(
    'writes what is said when the speaker falls silent, in the language that was asked for',
    async () => {
      const client = await transcriber();
      await client.say('Convert two cups of milk to milliliters.', 1000);
      const messages = await client.until(
        ({ serverContent }) => serverContent?.generationComplete === true,
      );
      const final = messages.find(({ serverContent }) => serverContent?.inputTranscription);
      expect(final?.serverContent?.inputTranscription).toMatchObject({
        text: expect.stringMatching(/^convert two cups of milk to milliliters/i),
        languageCode: 'en-GB',
      });
    },
    LOADING_MS,
  );

  it('sends interim transcripts during speech', async () => {
    const client = await transcriber();
    await client.say('What can you do for me?');
    await client.until(
      ({ serverContent }) => serverContent?.interimInputTranscription !== undefined,
    );
    expect(client.messages.some(({ serverContent }) => serverContent?.inputTranscription)).toBe(
      false,
    );
  });

  it('completes what was said at the end of the stream, without any silence', async () => {
    const client = await transcriber();
    await client.say('What can you do?');
    client.session.sendRealtimeInput({ audioStreamEnd: true });
    const messages = await client.until(
      ({ serverContent }) => serverContent?.generationComplete === true,
    );
    const final = messages.find(({ serverContent }) => serverContent?.inputTranscription);
    expect(final?.serverContent?.inputTranscription?.text).toBe('What can you do?');
  });

  it('keeps the sound for tests', async () => {
    await control.clearCaptures();
    const client = await transcriber();
    await client.say('What can you do?', 1000);
    await client.until(({ serverContent }) => serverContent?.generationComplete === true);
    const [summary] = await control.captures();
    const { transcripts, audioMs } = await control.capture(summary?.id ?? '');
    expect(transcripts?.filter(({ final }) => final)).toMatchObject([{ text: 'What can you do?' }]);
    expect(audioMs).toBeGreaterThan(2000);
    const { samples, sampleRate } = decodeWav(await control.audio(summary?.id ?? ''));
    expect((samples.length / sampleRate) * 1000).toBeCloseTo(audioMs ?? 0, -1);
  });

  it('replace the transcript', async () => {
    const client = await transcriber();
    await control.addFault({
      match: { kind: 'live', model: 'transcribe' },
      fault: { type: 'text', text: 'Ordered.' },
    });
    await client.say('What can you do?', 1000);
    const messages = await client.until(
      ({ serverContent }) => serverContent?.inputTranscription !== undefined,
    );
    const final = messages.find(({ serverContent }) => serverContent?.inputTranscription);
    expect(final?.serverContent?.inputTranscription?.text).toBe('Ordered.');
  });
});

describe('a live dialogue', () => {
  it('answers speech with speech, and says what it heard', async () => {
    const client = await dialogue();
    await client.say('What can you do?', 1500);
    const messages = await client.until(
      ({ serverContent }) => serverContent?.turnComplete === true,
    );
    const heard = messages
      .map(({ serverContent }) => serverContent?.inputTranscription?.text ?? '')
      .join('');
    expect(heard).toBe('What can you do?');
    expect(client.heardWords()).toMatch(/I can set timers/);
    expect(client.heardSound().length / 24_000).toBeGreaterThan(3);
    const order = messages.map(({ serverContent }) => Object.keys(serverContent ?? {})[0]);
    expect(order.indexOf('generationComplete')).toBeLessThan(order.indexOf('turnComplete'));
    expect(messages.at(-1)?.usageMetadata).toMatchObject({
      thoughtsTokenCount: 32,
      totalTokenCount: expect.toSatisfy((tokens: number) => tokens > 32),
    });
  });

  it('reports voice activity with content that is empty, and never that a transcript is finished', async () => {
    const client = await dialogue();
    await client.say('What can you do?', 1500);
    const messages = await client.until(
      ({ serverContent }) => serverContent?.turnComplete === true,
    );
    const activities = messages.filter(({ voiceActivity }) => voiceActivity);
    expect(activities).toMatchObject([
      { serverContent: {}, voiceActivity: { voiceActivityType: 'ACTIVITY_START' } },
      { serverContent: {}, voiceActivity: { voiceActivityType: 'ACTIVITY_END' } },
    ]);
    expect(JSON.stringify(messages)).not.toContain('"finished"');
  });

  it('sends the words of a sentence together with its first sound', async () => {
    const client = await dialogue();
    type(client, 'Double 350 grams');
    const messages = await client.until(
      ({ serverContent }) => serverContent?.turnComplete === true,
    );
    expect(messages.find(({ serverContent }) => serverContent?.outputTranscription)).toMatchObject({
      serverContent: { modelTurn: { parts: [{ inlineData: {} }] } },
    });
  });

  it('answers a typed turn', async () => {
    const client = await dialogue();
    type(client, 'Double 350 grams');
    await client.until(({ serverContent }) => serverContent?.turnComplete === true);
    expect(client.heardWords()).toBe('That is 700 grams.');
  });

  it('answers once when a turn comes in pieces', async () => {
    const client = await dialogue();
    const { session } = client;
    session.sendRealtimeInput({ text: 'Double 350 grams' });
    session.sendClientContent({ turns: 'Double 350 grams', turnComplete: false });
    session.sendClientContent({ turns: '.' });
    await client.until(({ serverContent }) => serverContent?.turnComplete === true);
    expect(client.heardWords()).toBe('That is 700 grams.');
    type(client, 'Double 10 grams');
    await client.until(({ serverContent }) =>
      /20 grams/.test(serverContent?.outputTranscription?.text ?? ''),
    );
    expect(client.heardWords()).toBe('That is 700 grams.That is 20 grams.');
  });

  it('listens between the marks when the client detects speech itself', async () => {
    const client = await dialogue({
      realtimeInputConfig: { automaticActivityDetection: { disabled: true } },
    });
    client.session.sendRealtimeInput({ activityStart: {} });
    await client.say('What can you do?');
    client.session.sendRealtimeInput({ activityEnd: {} });
    client.session.sendClientContent({ turns: '.' });
    await client.until(({ serverContent }) => serverContent?.turnComplete === true);
    expect(client.heardWords()).toMatch(/I can set timers/);
  });

  it('calls a tool and words its result', async () => {
    const client = await dialogue();
    type(client, 'Set a timer for the bread for 5 minutes');
    const [call] = (await client.until(({ toolCall }) => toolCall !== undefined)).flatMap(
      ({ toolCall }) => toolCall?.functionCalls ?? [],
    );
    expect(call).toMatchObject({ name: 'set_timer', args: { name: 'bread', minutes: 5 } });
    const { id = '', name = '' } = call ?? {};
    const response = { output: '{"name":"bread","minutesLeft":5,"secondsLeft":0}' };
    client.session.sendToolResponse({ functionResponses: { id, name, response } });
    await client.until(({ serverContent }) => serverContent?.turnComplete === true);
    expect(client.heardWords()).toBe('Your timer for bread is set for 5 minutes.');
  });

  it('cancels a tool call when the user goes on talking', async () => {
    const client = await dialogue();
    type(client, 'Which timers are running?');
    await client.until(({ toolCall }) => toolCall !== undefined);
    type(client, 'Double 350 grams');
    await client.until(({ serverContent }) => serverContent?.turnComplete === true);
    expect(
      client.messages.some(({ toolCallCancellation }) => toolCallCancellation?.ids?.length === 1),
    ).toBe(true);
    expect(client.heardWords()).toBe('That is 700 grams.');
  });

  it('sees a picture in the history', async () => {
    const blue = { create: { width: 30, height: 20, channels: 3, background: 'blue' } } as const;
    const data = (await sharp(blue).webp().toBuffer()).toString('base64');
    const client = await dialogue();
    const parts = [{ text: 'What is this?' }, { inlineData: { mimeType: 'image/webp', data } }];
    client.session.sendClientContent({ turns: [{ role: 'user', parts }], turnComplete: false });
    client.session.sendClientContent({ turns: '.' });
    await client.until(({ serverContent }) => serverContent?.turnComplete === true);
    expect(client.heardWords()).toBe('I see a WebP of 30 by 20 pixels, mostly blue.');
  });

  it('stops speaking when the user speaks', async () => {
    const client = await dialogue();
    type(client, 'Give me a recipe for pancakes');
    await client.until(({ serverContent }) => serverContent?.modelTurn !== undefined);
    await client.say('What can you do?', 1500);
    await client.until(({ serverContent }) => serverContent?.interrupted === true);
    client.forget();
    await client.until(({ serverContent }) => serverContent?.generationComplete === true);
    expect(client.heardWords()).toMatch(/I can set timers/);
  });

  it('answers words that came while it spoke, and were completed afterwards', async () => {
    const client = await dialogue({ tools: [] });
    type(client, 'Give me a recipe for pancakes');
    await client.until(({ serverContent }) => serverContent?.modelTurn !== undefined);
    client.session.sendClientContent({
      turns: [{ role: 'user', parts: [{ text: 'What can you do?' }] }],
      turnComplete: false,
    });
    client.forget();
    await client.until(({ serverContent }) => serverContent?.outputTranscription !== undefined);
    type(client, '.');
    await client.until(({ serverContent }) => serverContent?.interrupted === true);
    client.forget();
    await client.until(({ serverContent }) => serverContent?.generationComplete === true);
    expect(client.heardWords()).toMatch(/set timers/);
  });

  it('offers resumption after the setup', async () => {
    const client = await dialogue({ sessionResumption: {} });
    const messages = await client.until(
      ({ sessionResumptionUpdate }) => sessionResumptionUpdate !== undefined,
    );
    expect(messages.at(-1)?.sessionResumptionUpdate).toMatchObject({
      resumable: true,
      newHandle: expect.any(String),
    });
  });

  it('keeps conversations apart', async () => {
    const [one, other] = [await dialogue(), await dialogue()];
    type(one, 'I like rye.');
    await one.until(({ serverContent }) => serverContent?.turnComplete === true);
    type(other, 'What did I just say?');
    await other.until(({ serverContent }) => serverContent?.turnComplete === true);
    expect(other.heardWords()).toBe('You have said nothing else so far.');
  });
});
