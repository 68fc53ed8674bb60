import { ApiError, type GenerateContentResponse, GoogleGenAI } from '@google/genai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EmulatorControl, type FaultOrder } from '../control/emulator-control.ts';
import { type Emulator, startGeminiEmulator } from '../emulator.ts';

const MODEL = 'gemini-3.6-flash';

let emulator: Emulator;
let control: EmulatorControl;
let ai: GoogleGenAI;

beforeAll(async () => {
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
  ai = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: emulator.url } });
});
afterEach(() => control.clearFaults());
afterAll(() => emulator.close());

async function order(
  fault: FaultOrder['fault'],
  match: NonNullable<FaultOrder['match']> = {},
): Promise<void> {
  await control.addFault({ fault, match });
}

async function streamed(contents: string): Promise<GenerateContentResponse[]> {
  const chunks = [];
  for await (const chunk of await ai.models.generateContentStream({ model: MODEL, contents })) {
    chunks.push(chunk);
  }
  return chunks;
}

describe('faults over HTTP', () => {
  it('fail once with Google’s error, then no more', async () => {
    await order({ type: 'status', status: 429, retryAfterSeconds: 7 });
    const error = await ai.models
      .generateContent({ model: MODEL, contents: 'Hello' })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 429,
      message: expect.stringContaining('"retryDelay":"7s"'),
    });
    await expect(streamed('Hello')).resolves.not.toHaveLength(0);
  });

  it('strike only what they match', async () => {
    await order({ type: 'text', text: 'Ordered.' }, { text: 'GRAMS' });
    expect((await streamed('Hello'))[0]?.text).toContain('Hello');
    expect((await streamed('Double 350 grams'))[0]?.text).toBe('Ordered.');
  });

  it('cut an answer half way', async () => {
    await order({ type: 'cut' });
    await expect(streamed('What can you do?')).rejects.toThrow('terminated');
  });

  it('break a chunk', async () => {
    await order({ type: 'malformed' });
    await expect(streamed('What can you do?')).rejects.toThrow('Unterminated string in JSON');
  });

  it('leave a candidate empty', async () => {
    await order({ type: 'empty' });
    const [chunk] = await streamed('Hello');
    expect(chunk?.candidates?.[0]?.content?.parts).toBeUndefined();
  });

  it('begin an answer with a chunk without parts', async () => {
    await order({ type: 'leading_chunk' });
    const [first, second] = await streamed('Hello');
    expect(first?.candidates?.[0]?.content).toEqual({ role: 'model' });
    expect(second?.text).toContain('Hello');
  });

  it.each(['MAX_TOKENS', 'MALFORMED_FUNCTION_CALL', 'MISSING_THOUGHT_SIGNATURE', 'OTHER'] as const)(
    'finish an answer because of %s, after its first words or without any',
    async (reason) => {
      await order({ type: 'finish', reason, words: true });
      const begun = await streamed('Give me a recipe for pancakes');
      expect(begun.map((chunk) => chunk.candidates?.[0]?.finishReason)).toEqual([
        undefined,
        reason,
      ]);
      await order({ type: 'finish', reason, words: false });
      const [only] = await streamed('Hello');
      expect(only?.candidates?.[0]).toEqual({ finishReason: reason, index: 0 });
    },
  );

  it('refuse the prompt, without candidates', async () => {
    await order({ type: 'blocked', reason: 'PROHIBITED_CONTENT' });
    const [only] = await streamed('Hello');
    expect(only?.promptFeedback).toEqual({ blockReason: 'PROHIBITED_CONTENT' });
    expect(only?.candidates).toBeUndefined();
  });

  it('send an error in mid-stream', async () => {
    await order({ type: 'late_status', status: 503 });
    await expect(streamed('What can you do?')).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('UNAVAILABLE'),
    });
  });

  it('block an answer', async () => {
    await order({ type: 'safety' });
    const [chunk] = await streamed('Hello');
    expect(chunk?.candidates?.[0]?.finishReason).toBe('SAFETY');
  });

  it('call any tool', async () => {
    await order({ type: 'tool_call', name: 'no_such_tool', args: { a: 1 } });
    const [chunk] = await streamed('Hello');
    expect(chunk?.functionCalls).toMatchObject([{ name: 'no_such_tool', args: { a: 1 } }]);
  });

  it('send no more after the first chunk', async () => {
    await order({ type: 'stall', afterFirstChunk: true });
    const giveUp = new AbortController();
    const config = { abortSignal: giveUp.signal };
    const contents = 'What can you do?';
    const stream = await ai.models.generateContentStream({ model: MODEL, contents, config });
    const chunks: string[] = [];
    const read = async () => {
      for await (const { text } of stream) {
        chunks.push(text ?? '');
        giveUp.abort();
      }
    };
    await expect(read()).rejects.toThrow('abort');
    expect(chunks).toEqual([expect.stringMatching(/./)]);
  });

  it('never answer', async () => {
    await order({ type: 'stall' });
    const giveUp = new AbortController();
    const answer = ai.models.generateContent({
      model: MODEL,
      contents: 'Hello',
      config: { abortSignal: giveUp.signal },
    });
    const outcome = answer.then(
      () => 'answered',
      () => 'given up',
    );
    // A second request is answered while the first still waits.
    await streamed('Hello');
    giveUp.abort();
    expect(await outcome).toBe('given up');
  });
});
