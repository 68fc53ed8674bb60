import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Captures } from '../control/captures.ts';
import type { Fault, FaultBook } from '../control/faults.ts';
import { UnreadableImageError, UnsupportedImageError } from '../vision/describe-image.ts';
import type { Voice } from '../tts/voice.ts';
import type { Quotas } from '../control/quotas.ts';
import { refuseBadKey } from '../wire/api-key.ts';
import { instructionsOf } from '../wire/conversation-from-content.ts';
import { GoogleError } from '../wire/google-error.ts';
import { describeModel, listModels, type ServedModel, servedModel } from '../wire/models.ts';
import { checkRequest } from '../validation/check-request.ts';
import { conversationOf, generateContent, lastWords, type Ordered } from './generate-content.ts';
import { readJson } from './request-body.ts';
import { type Break, sendWhole, streamEvents } from './response-stream.ts';

export type RestServices = {
  readonly voice: Voice;
  readonly captures: Captures;
  readonly faults: FaultBook;
  readonly quotas: Quotas;
  /** The only key that is good; any when absent. */
  readonly apiKey?: string | undefined;
  /** How long a language model takes to begin an answer, in ms. */
  readonly firstWordMs: number;
};

const MODELS_PATH = /^\/+(v1(?:alpha|beta)?)\/models(?:\/([^/:]+))?$/u;
const GENERATE_PATH =
  /^\/+(v1(?:alpha|beta)?)\/models\/([^/:]+):(generateContent|streamGenerateContent)$/u;
const DEFAULT_PAGE_SIZE = 50;

/** Answers a request of the Gemini API over HTTP. */
export async function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  services: RestServices,
): Promise<void> {
  // Marks every response as the emulator's, not Google's.
  response.setHeader('server', 'gemini-emulator');
  try {
    await route(request, response, services);
  } catch (error) {
    sendError(asGoogleError(error), response);
  }
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  services: RestServices,
): Promise<void> {
  const badKey = refuseBadKey(request, services.apiKey);
  if (badKey) throw badKey;
  const { pathname, searchParams } = new URL(`http://emulator${request.url ?? '/'}`);
  const [, version, generating, method] = GENERATE_PATH.exec(pathname) ?? [];
  if (request.method === 'POST' && generating !== undefined && method !== undefined) {
    const streamed = method === 'streamGenerateContent';
    if (streamed && searchParams.get('alt') !== 'sse') {
      throw new GoogleError(400, 'The emulator streams server-sent events only: add `?alt=sse`.');
    }
    const model = servedModel(generating, method, version);
    return generate({ asked: generating, model, streamed }, request, response, services);
  }
  const listing = MODELS_PATH.exec(pathname);
  if (request.method !== 'GET' || !listing)
    throw new GoogleError(404, 'Not found in the emulator.');
  const [, listed, model] = listing;
  const pageSize = Number(searchParams.get('pageSize') ?? DEFAULT_PAGE_SIZE);
  sendJson(
    200,
    model === undefined ? listModels(pageSize) : describeModel(model, listed),
    response,
  );
}

type Asked = {
  /** The model's name in the request. */
  readonly asked: string;
  readonly model: ServedModel;
  readonly streamed: boolean;
};

async function generate(
  { asked, model, streamed }: Asked,
  request: IncomingMessage,
  response: ServerResponse,
  { voice, captures, faults, quotas, firstWordMs }: RestServices,
): Promise<void> {
  const { body, bytes } = await readJson(request);
  const capture = captures.request(asked, body, bytes);
  quotas.spend(asked, Date.now());
  const content = checkRequest(body, model);
  const occasion = {
    kind: 'generateContent',
    model: asked,
    text: lastWords(content),
    instructions: instructionsOf(content),
    at: 'turn',
  } as const;
  const fault = faults.take(occasion);
  capture.fault = fault?.type;
  const course = await strike(fault, response);
  if (course === 'over') return;
  const conversation = await conversationOf(content);
  if (model.role === 'llm') await sleep(firstWordMs, undefined, { ref: false });
  const chunks = generateContent({ model, request: content, conversation, ...course }, voice);
  await (streamed ? streamEvents : sendWhole)(chunks, response, course.break);
}

/** How an answer goes on after its fault. */
type Course =
  | 'over'
  | {
      readonly ordered?: Ordered;
      readonly leadingChunk?: true;
      readonly break?: Break | undefined;
    };

async function strike(fault: Fault | undefined, response: ServerResponse): Promise<Course> {
  switch (fault?.type) {
    case undefined:
      return {};
    case 'delay':
      await sleep(fault.ms, undefined, { ref: false });
      return response.destroyed ? 'over' : {};
    case 'status':
      throw new GoogleError(fault.status, undefined, {
        retryAfterSeconds: fault.retryAfterSeconds,
      });
    case 'stall':
      return fault.afterFirstChunk ? { break: 'stall' } : 'over';
    case 'close':
    case 'go_away':
      response.destroy();
      return 'over';
    case 'malformed':
    case 'cut':
      return { break: fault.type };
    case 'leading_chunk':
      return { leadingChunk: true };
    case 'late_status':
      return { break: new GoogleError(fault.status) };
    case 'safety':
      return { ordered: { type: 'finish', reason: 'SAFETY', words: false } };
    case 'empty':
    case 'finish':
    case 'blocked':
      return { ordered: fault };
    case 'text':
      return { ordered: { type: 'text', text: fault.text } };
    case 'tool_call':
      return { ordered: { type: 'calls', calls: [{ name: fault.name, args: fault.args }] } };
  }
}

function asGoogleError(error: unknown): GoogleError {
  if (error instanceof GoogleError) return error;
  if (error instanceof UnsupportedImageError || error instanceof UnreadableImageError) {
    return new GoogleError(400, error.message, { cause: error });
  }
  console.error('gemini-emulator: a request failed', error);
  return new GoogleError(500);
}

function sendError(error: GoogleError, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error.retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', String(Math.ceil(error.retryAfterSeconds)));
  }
  sendJson(error.status, error, response);
}

function sendJson(status: number, body: object, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(body, undefined, 2));
}
