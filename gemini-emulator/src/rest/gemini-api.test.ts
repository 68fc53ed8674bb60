import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { FunctionCallingConfigMode, GoogleGenAI } from '@google/genai';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BAKEBOT_TOOLS } from '../replies/testing/bakebot-tools.ts';
import { Captures } from '../control/captures.ts';
import { FaultBook, FaultRule } from '../control/faults.ts';
import { Quotas } from '../control/quotas.ts';
import { Voice } from '../tts/voice.ts';
import { answerRest } from './gemini-api.ts';

const MODEL = 'gemini-3.6-flash';
const SPEECH_MODEL = 'gemini-3.8-flash-lite-tts';

const services = {
  voice: new Voice(),
  captures: new Captures(),
  faults: new FaultBook(),
  quotas: new Quotas(),
  firstWordMs: 0,
};
let server: Server;
let url: string;
let ai: GoogleGenAI;

beforeAll(async () => {
  server = createServer((request, response) => void answerRest(request, response, services));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
  ai = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: url } });
});
afterEach(() => services.faults.clear());
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await services.voice.close();
});

function order(fault: FaultRule['fault'], match: object = {}): void {
  services.faults.add(FaultRule.parse({ fault, match }));
}

async function streamed(contents: string) {
  const chunks = [];
  for await (const chunk of await ai.models.generateContentStream({ model: MODEL, contents })) {
    chunks.push(chunk);
  }
  return chunks;
}

describe('text', () => {
  it('is answered, counted and finished as Google does', async () => {
    const answer = await ai.models.generateContent({ model: MODEL, contents: 'Double 350 grams' });
    expect(answer.text).toBe('That is 700 grams.');
    expect(answer.candidates?.[0]?.finishReason).toBe('STOP');
    expect(answer.modelVersion).toBe(MODEL);
    expect(answer.usageMetadata).toMatchObject({
      promptTokenCount: 4,
      candidatesTokenCount: 5,
      thoughtsTokenCount: 256,
      totalTokenCount: 265,
    });
  });

  it('is streamed in pieces, and only the last one is finished', async () => {
    const chunks = await streamed('What can you do?');
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.map((chunk) => chunk.text).join('')).toContain(
      'I can set timers, convert measures',
    );
    expect(chunks.at(-1)?.candidates?.[0]?.content?.parts).toEqual([
      { text: '', thoughtSignature: expect.any(String) },
    ]);
    const reasons = chunks.map((chunk) => chunk.candidates?.[0]?.finishReason);
    expect(reasons.findIndex(Boolean)).toBe(chunks.length - 1);
  });
});

describe('pictures', () => {
  it('are seen for what they are', async () => {
    const red = { create: { width: 64, height: 32, channels: 3, background: 'red' } } as const;
    const data = (await sharp(red).png().toBuffer()).toString('base64');
    const answer = await ai.models.generateContent({
      model: MODEL,
      contents: ['What is this?', { inlineData: { mimeType: 'image/png', data } }],
    });
    expect(answer.text).toBe('I see a PNG of 64 by 32 pixels, mostly red.');
    expect(answer.usageMetadata?.promptTokensDetails).toContainEqual({
      modality: 'IMAGE',
      tokenCount: 1120,
    });
  });

  it.each([
    ['image/png', 'Unable to process input image'],
    ['image/tiff', 'Unsupported MIME type: image/tiff'],
  ])('that cannot be read are refused: %s', async (mimeType, message) => {
    const contents = [{ inlineData: { mimeType, data: 'bm90IGEgcGljdHVyZQ==' } }];
    const refused = ai.models.generateContent({ model: MODEL, contents });
    await expect(refused).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(message),
    });
  });
});

describe('tools', () => {
  const config = { tools: [{ functionDeclarations: BAKEBOT_TOOLS.map(declaration) }] };
  const question = { role: 'user', parts: [{ text: 'How many grams are in one cup of flour?' }] };

  it('are called, and their results are worded', async () => {
    const first = await ai.models.generateContent({ model: MODEL, contents: [question], config });
    const [call] = first.functionCalls ?? [];
    expect(call).toMatchObject({
      name: 'convert_measure',
      args: { quantity: expect.stringMatching(/cup/), to: 'g', ingredient: 'flour' },
    });
    const { id = '', name = '' } = call ?? {};
    const response = { output: '{"amount":120,"unit":"g","ingredient":"flour"}' };
    const contents = [
      question,
      { role: 'model', parts: first.candidates?.[0]?.content?.parts ?? [] },
      { role: 'user', parts: [{ functionResponse: { id, name, response } }] },
    ];
    const second = await ai.models.generateContent({ model: MODEL, contents, config });
    expect(second.text).toBe('1 cup of flour is 120 grams.');
  });

  it('are not called when the request forbids it', async () => {
    const toolConfig = { functionCallingConfig: { mode: FunctionCallingConfigMode.NONE } };
    const answer = await ai.models.generateContent({
      model: MODEL,
      contents: [question],
      config: { ...config, toolConfig },
    });
    expect(answer.functionCalls).toBeUndefined();
    expect(answer.text).toBe('1 cup of all-purpose flour is about 120 grams.');
  });

  it('must each be answered before the conversation goes on', async () => {
    const call = { functionCall: { id: '1', name: 'list_timers', args: {} } };
    const contents = [question, { role: 'model', parts: [call] }, question];
    await expect(ai.models.generateContent({ model: MODEL, contents })).rejects.toThrow(
      'number of function response parts',
    );
  });
});

describe('speech', () => {
  it('is streamed sentence by sentence as 24 kHz sound', async () => {
    const chunks = await ai.models.generateContentStream({
      model: SPEECH_MODEL,
      contents: 'The oven is hot. Mind your hands.',
      config: { responseModalities: ['AUDIO'] },
    });
    const sounds = [];
    for await (const { candidates } of chunks) {
      const data = candidates?.[0]?.content?.parts?.[0]?.inlineData;
      if (data) sounds.push(data);
    }
    expect(sounds.map(({ mimeType }) => mimeType)).toEqual(
      Array(2).fill('audio/L16;codec=pcm;rate=24000'),
    );
    const seconds = sounds.map(({ data = '' }) => Buffer.byteLength(data, 'base64') / 48_000);
    for (const length of seconds) expect(length).toBeGreaterThan(0.5);
    for (const length of seconds) expect(length).toBeLessThan(2.5);
  });
});

describe('models', () => {
  it('are listed a page at a time', async () => {
    const page = await ai.models.list({ config: { pageSize: 1 } });
    expect(page.page.map(({ name }) => name)).toEqual(['models/gemini-3.6-flash']);
  });

  it('that do not exist are not found', async () => {
    const missing = ai.models.generateContent({ model: 'gpt-4o', contents: 'Hello' });
    await expect(missing).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining('NOT_FOUND'),
    });
  });
});

describe('refusals', () => {
  it('reject a request without a key', async () => {
    const refused = await fetch(`${url}/v1beta/models`);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      error: { code: 403, status: 'PERMISSION_DENIED' },
    });
  });

  it.each([
    ['not JSON', 'It is not JSON'],
    ['{"contents": []}', 'contents is not specified'],
  ])('meet a body like %s', async (body, message) => {
    const headers = { 'x-goog-api-key': 'any' };
    const refused = await fetch(`${url}/v1beta/models/${MODEL}:generateContent`, {
      method: 'POST',
      headers,
      body,
    });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(message);
  });
});

describe('captures', () => {
  it('keep the request as it came', async () => {
    services.captures.clear();
    order({ type: 'text', text: 'Ordered.' });
    await streamed('Hello');
    const [summary] = services.captures.list();
    expect(summary).toMatchObject({ kind: 'generateContent', model: MODEL });
    const capture = JSON.parse(JSON.stringify(services.captures.find(summary?.id ?? '')));
    expect(capture).toMatchObject({
      fault: 'text',
      body: { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] },
    });
  });
});

/** The client's own type of a schema is an enum, which plain words are not. */
function declaration({ name, parameters }: (typeof BAKEBOT_TOOLS)[number]) {
  return { name, parametersJsonSchema: parameters };
}
