import { initializeLogger, llm } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeFinish } from '../models/finish-reasons.ts';
import { readGeminiStream } from './read-gemini-stream.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

const usageMetadata = { promptTokenCount: 7, candidatesTokenCount: 2, totalTokenCount: 9 };
const LEADING = { candidates: [{ content: { role: 'model' }, index: 0 }] };
const USAGE = { usageMetadata };
const STOP = { candidates: [{ finishReason: 'STOP' }], usageMetadata };
const SIGNATURE = {
  candidates: [
    {
      content: { role: 'model', parts: [{ text: '', thoughtSignature: 'abc' }] },
      finishReason: 'STOP',
    },
  ],
};

function words(text: string) {
  return { candidates: [{ content: { role: 'model', parts: [{ text }] } }] };
}

function call(name: string) {
  const parts = [{ functionCall: { name, args: {} }, thoughtSignature: 'abc' }];
  return { candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP' }] };
}

function ended(finishReason: string) {
  return { candidates: [{ finishReason }] };
}

type Result = {
  readonly text: string;
  readonly tools: readonly string[];
  readonly tokens: number;
  readonly requests: number;
  readonly error: string | undefined;
};

/** The reply to one question; each request gets the same response, or each its own. */
async function ask(
  responses: readonly (readonly object[])[],
  read = (send: typeof fetch) => readGeminiStream(judgeFinish, send),
): Promise<Result> {
  let requests = 0;
  const send: typeof fetch = async () => {
    const chunks = responses[Math.min(requests++, responses.length - 1)] ?? [];
    const text = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('');
    // Cut in the middle of an event, as a network does.
    const bytes = new TextEncoder().encode(text);
    const body = ReadableStream.from([bytes.slice(0, 25), bytes.slice(25)]);
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  const model = new google.LLM({
    model: 'gemini-3.6-flash',
    apiKey: 'key',
    httpOptions: { fetch: read(send) },
  });
  let error: Error | undefined;
  model.on('error', (event) => (error = event.recoverable ? error : event.error));
  const chatCtx = llm.ChatContext.empty();
  chatCtx.addMessage({ role: 'user', content: 'Hello' });
  const connOptions = { maxRetry: 3, retryIntervalMs: 1, timeoutMs: 5000 };
  const result = { text: '', tools: [] as string[], tokens: 0 };
  for await (const { delta, usage } of model.chat({ chatCtx, connOptions })) {
    result.text += delta?.content ?? '';
    result.tools.push(...(delta?.toolCalls ?? []).map(({ name }) => name));
    result.tokens = usage?.totalTokens ?? result.tokens;
  }
  return { ...result, requests, error: error?.message };
}

describe('a chunk without parts before the first words', () => {
  it('makes plugin-google fail (once it does not, remove read-gemini-stream.ts)', async () => {
    const { text, requests, error } = await ask([[LEADING, words('Hello.'), STOP]], (send) => send);
    expect({ text, requests }).toEqual({ text: '', requests: 4 });
    expect(error).toMatch('no content');
  });

  it.each([
    ['a role alone', [LEADING, words('Hello.'), STOP]],
    ['the usage alone', [USAGE, words('Hello.'), STOP]],
    ['feedback without a block', [{ promptFeedback: {}, ...USAGE }, words('Hello.'), STOP]],
    ['several', [LEADING, USAGE, LEADING, words('Hello.'), USAGE]],
  ])('is skipped: %s', async (_, chunks) => {
    expect(await ask([chunks])).toEqual({
      text: 'Hello.',
      tools: [],
      tokens: 9,
      requests: 1,
      error: undefined,
    });
  });
});

describe('a response of Gemini', () => {
  it.each([
    ['ends with an empty text and a signature', [words('Hello.'), SIGNATURE]],
    ['is cut off by the limit of tokens', [words('Hello.'), ended('MAX_TOKENS')]],
  ])('is read in full when it %s', async (_, chunks) => {
    expect(await ask([chunks])).toMatchObject({ text: 'Hello.', requests: 1, error: undefined });
  });

  it('calls a tool after a chunk without parts', async () => {
    expect(await ask([[LEADING, call('list_timers')]])).toMatchObject({ tools: ['list_timers'] });
  });

  it.each([
    ['MALFORMED_FUNCTION_CALL', 2],
    ['UNEXPECTED_TOOL_CALL', 2],
    ['OTHER', 2],
    ['STOP', 2],
    ['MISSING_THOUGHT_SIGNATURE', 1],
    ['MAX_TOKENS', 1],
    ['SAFETY', 1],
    ['IMAGE_SAFETY', 1],
  ])('without words, ended by %s, makes %i requests', async (reason, requests) => {
    const result = await ask([[LEADING, ended(reason)]]);
    expect(result).toMatchObject({ text: '', requests, error: expect.stringContaining(reason) });
  });

  it('is asked for again once, and read then', async () => {
    const result = await ask([[ended('MALFORMED_FUNCTION_CALL')], [words('Hello.'), STOP]]);
    expect(result).toMatchObject({ text: 'Hello.', requests: 2, error: undefined });
  });

  it('is asked for again when it has no end', async () => {
    expect(await ask([[LEADING], [words('Hello.'), STOP]])).toMatchObject({ text: 'Hello.' });
  });

  it('fails when its words are not followed by the tool call that they announce', async () => {
    const result = await ask([[words('I set it.'), ended('MALFORMED_FUNCTION_CALL')]]);
    expect(result).toMatchObject({ requests: 1, error: expect.stringContaining('MALFORMED') });
  });

  it.each([
    ['prompt feedback', { promptFeedback: { blockReason: 'SAFETY' } }],
    ['a finish reason', ended('PROHIBITED_CONTENT')],
  ])('is a refusal by %s', async (_, chunk) => {
    const { requests, error } = await ask([[chunk]]);
    expect(requests).toBe(1);
    expect(error).toMatch(/generation blocked|Prompt feedback error/);
  });

  it('fails when it stops in the middle', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(words('Hel'))}\n\n`)),
    });
    const headers = { 'content-type': 'text/event-stream' };
    const read = readGeminiStream(judgeFinish, async () => new Response(body, { headers }), 20);
    const text = (await read('http://localhost')).text();
    await expect(text).rejects.toThrow('no chunk within 20 ms');
  });

  it('fails with Google’s words when an error comes in mid-stream', async () => {
    const error = { error: { code: 503, message: 'overloaded', status: 'UNAVAILABLE' } };
    const result = await ask([[words('Hel'), error]]);
    expect(result).toMatchObject({ text: 'Hel', error: expect.stringContaining('overloaded') });
  });
});
