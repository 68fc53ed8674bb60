import type { ServerResponse } from 'node:http';
import { GoogleError } from '../wire/google-error.ts';
import { type GenerateContentResponse, merge } from './response.ts';

/** How an answer ends before its end: an error is sent in its place. */
export type Break = 'malformed' | 'cut' | 'stall' | GoogleError;

const HALF_A_CHUNK = '{"candidates": [{"content": {"parts": [{"te';

/** Streams an answer as server-sent events, as Google does with `alt=sse`: each chunk as soon as it is there. */
export async function streamEvents(
  chunks: AsyncIterable<GenerateContentResponse>,
  response: ServerResponse,
  broken: Break | undefined,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for await (const chunk of chunks) {
    if (response.destroyed) return;
    // The only chunk, if there is one alone, is not sent: half an answer has no end.
    if (!broken || !isLast(chunk)) response.write(`data: ${JSON.stringify(chunk)}\r\n\r\n`);
    if (broken) return breakOff(response, broken);
  }
  response.end();
}

/** The whole answer at once: the chunks' parts in one candidate. */
export async function sendWhole(
  chunks: AsyncIterable<GenerateContentResponse>,
  response: ServerResponse,
  broken: Break | undefined,
): Promise<void> {
  if (broken instanceof GoogleError) throw broken;
  const whole = JSON.stringify(merge(await all(chunks)));
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  if (broken === 'stall') return;
  if (!broken) return void response.end(whole);
  response.write(whole.slice(0, whole.length / 2));
  if (broken === 'malformed') response.end();
  else response.destroy();
}

function isLast({ candidates }: GenerateContentResponse): boolean {
  return candidates?.[0].finishReason !== undefined;
}

function breakOff(response: ServerResponse, broken: Break): void {
  if (broken instanceof GoogleError) response.end(`data: ${JSON.stringify(broken)}\r\n\r\n`);
  else if (broken === 'malformed') response.end(`data: ${HALF_A_CHUNK}\r\n\r\n`);
  else if (broken === 'stall') response.flushHeaders();
  // Destroyed at once, what was written last would not arrive.
  else response.write(' ', () => response.destroy());
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
