import type { ServerResponse } from 'node:http';
import { type GenerateContentResponse, merge } from './response.ts';

/** How an answer ends before its end. */
export type Break = 'malformed' | 'cut';

const HALF_A_CHUNK = '{"candidates": [{"content": {"parts": [{"te';

/** Streams an answer as server-sent events, as Google does with `alt=sse`. */
export async function streamEvents(
  chunks: AsyncIterable<GenerateContentResponse>,
  response: ServerResponse,
  broken: Break | undefined,
): Promise<void> {
  let sent = 0;
  for await (const [chunk, last] of withLast(chunks)) {
    if (response.destroyed) return;
    if (broken && (sent > 0 || last)) return breakOff(response, broken);
    if (sent === 0) response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: ${JSON.stringify(chunk)}\r\n\r\n`);
    sent++;
  }
  response.end();
}

/** The whole answer at once: the chunks' parts in one candidate. */
export async function sendWhole(
  chunks: AsyncIterable<GenerateContentResponse>,
  response: ServerResponse,
  broken: Break | undefined,
): Promise<void> {
  const whole = JSON.stringify(merge(await all(chunks)));
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  if (!broken) return void response.end(whole);
  response.write(whole.slice(0, whole.length / 2));
  if (broken === 'malformed') response.end();
  else response.destroy();
}

function breakOff(response: ServerResponse, broken: Break): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (broken === 'malformed') response.end(`data: ${HALF_A_CHUNK}\r\n\r\n`);
  // Destroyed at once, what was written last would not arrive.
  else response.write(' ', () => response.destroy());
}

async function* withLast<T>(items: AsyncIterable<T>): AsyncGenerator<readonly [T, boolean]> {
  let held: { readonly item: T } | undefined;
  for await (const item of items) {
    if (held) yield [held.item, false];
    held = { item };
  }
  if (held) yield [held.item, true];
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
