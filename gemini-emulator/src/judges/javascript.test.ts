import { ApiError, type GenerateContentResponse, GoogleGenAI, type Part } from '@google/genai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EmulatorControl } from '../control/emulator-control.ts';
import { type Emulator, startGeminiEmulator } from '../emulator.ts';
import { expectedOutcome, Outcome } from './outcome.ts';
import { ANSWERED } from './answered-requests.ts';
import { EXHAUSTED_MODEL, GOOD_KEY, type JudgedRequest } from './judged-request.ts';
import { REFUSED } from './refused-requests.ts';

const ErrorBody = z.object({ error: z.unknown() });
/** Close frames have a code and a reason. */
type Close = { readonly code: number; readonly reason: string };

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startGeminiEmulator({ apiKey: GOOD_KEY });
  await new EmulatorControl(emulator.controlUrl).addQuota({
    requestsPerMinute: 0,
    model: EXHAUSTED_MODEL,
  });
});
afterAll(() => emulator.close());

async function ask(request: JudgedRequest): Promise<Outcome> {
  const ai = new GoogleGenAI({
    apiKey: request.apiKey ?? GOOD_KEY,
    httpOptions: { baseUrl: emulator.url },
  });
  try {
    return Outcome.parse(await send(ai, request));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return Outcome.parse(ErrorBody.parse(JSON.parse(error.message)));
  }
}

/** The clients' types are narrower than what they send. */
function send(ai: GoogleGenAI, request: JudgedRequest): Promise<object> {
  const { method, model, config = {} } = request;
  const parameters = { model, contents: z.array(z.any()).parse(request.contents ?? []), config };
  switch (method) {
    case 'generate':
      return ai.models.generateContent(parameters).then((response) => outcomeOf([response]));
    case 'stream':
      return ai.models.generateContentStream(parameters).then(collect).then(outcomeOf);
    case 'getModel':
      return ai.models.get({ model }).then(({ name }) => ({ model: name }));
    case 'live':
      return converse(ai, parameters);
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

function outcomeOf(responses: readonly GenerateContentResponse[]): object {
  const parts = responses.flatMap(({ candidates }) => candidates?.[0]?.content?.parts ?? []);
  return { ...outcomeOfParts(parts), model: responses.at(-1)?.modelVersion };
}

function outcomeOfParts(parts: readonly Part[]) {
  return {
    text: parts.map(({ text }) => text ?? '').join(''),
    calls: parts.flatMap(({ functionCall }) => functionCall?.name ?? []),
    soundBytes: parts.reduce(
      (sum, { inlineData }) => sum + Buffer.byteLength(inlineData?.data ?? '', 'base64'),
      0,
    ),
  };
}

async function converse(
  ai: GoogleGenAI,
  { model, contents, config }: { model: string; contents: Part[]; config: object },
): Promise<object> {
  const closed = Promise.withResolvers<Close>();
  const answered = Promise.withResolvers<object>();
  const parts: Part[] = [];
  const connecting = ai.live.connect({
    model,
    config,
    callbacks: {
      onmessage: ({ serverContent, toolCall }) => {
        parts.push(...(serverContent?.modelTurn?.parts ?? []));
        parts.push(...(toolCall?.functionCalls ?? []).map((functionCall) => ({ functionCall })));
        if (serverContent?.turnComplete || toolCall) answered.resolve(outcomeOfParts(parts));
      },
      onclose: ({ code, reason }) => closed.resolve({ code, reason }),
    },
  });
  // Google's client never settles when the server closes instead of completing the setup.
  const session = await Promise.race([connecting, closed.promise]);
  if (!('sendClientContent' in session)) return refusalOf(session);
  session.sendClientContent({ turns: contents });
  const outcome = await Promise.race([answered.promise, closed.promise.then(refusalOf)]);
  session.close();
  return outcome;
}

function refusalOf({ code, reason }: Close): object {
  return { error: { code, message: reason } };
}

describe('Google’s JavaScript client', () => {
  it('judges sixty requests or more, half of them refused', () => {
    expect(ANSWERED.length + REFUSED.length).toBeGreaterThanOrEqual(60);
    expect(REFUSED.length).toBeGreaterThanOrEqual(ANSWERED.length);
  });

  it.each(ANSWERED)('is answered: $title', async (request) => {
    expect(await ask(request)).toMatchObject(expectedOutcome(request));
  });

  it.each(REFUSED)('is refused: $title', async (request) => {
    expect(await ask(request)).toMatchObject(expectedOutcome(request));
  });
});
