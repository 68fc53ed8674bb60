import { once } from 'node:events';
import { type RawData, WebSocket } from 'ws';
import type { Received } from './recording.ts';

/** A server of the Gemini API: Google's, or an emulator. */
export type Server = { readonly url: string; readonly apiKey: string };

const LIVE_PATH = 'ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';
const TIMEOUT_MS = 30_000;

/** Sends a request to `/v1beta/{path}`; with a body, as a POST. Server-sent events are received one by one. */
export async function request(
  { url, apiKey }: Server,
  path: string,
  body?: object,
): Promise<Received[]> {
  const response = await fetch(`${url}/v1beta/${path}`, {
    headers: { 'x-goog-api-key': apiKey, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  const events = text
    .split(/\r?\n\r?\n/u)
    .filter((event) => event.startsWith('data: '))
    .map((event) => event.slice('data: '.length));
  return [
    { type: 'status', status: response.status },
    ...(events.length > 0 ? events : [text]).map((each) => ({
      type: 'body' as const,
      body: parse(each),
    })),
  ];
}

/** A Live connection, with all that was received on it. */
export class LiveExchange {
  readonly received: Received[] = [];
  readonly #socket: WebSocket;
  #changed = Promise.withResolvers<void>();

  /** Opens a connection and sends its setup. */
  static async open({ url, apiKey }: Server, setup: object): Promise<LiveExchange> {
    const socket = new WebSocket(`${url.replace(/^http/u, 'ws')}/${LIVE_PATH}`, {
      headers: { 'x-goog-api-key': apiKey },
    });
    const exchange = new LiveExchange(socket);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const events = ['open', 'unexpected-response', 'close'];
    await Promise.race(events.map((event) => once(socket, event, { signal })));
    exchange.send({ setup });
    return exchange;
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive({ type: 'body', body: parse(textOf(data)) }));
    socket.on('close', (code, reason) =>
      this.#receive({ type: 'close', code, reason: reason.toString() }),
    );
    socket.on('unexpected-response', (_, { statusCode = 0 }) =>
      this.#receive({ type: 'status', status: statusCode }),
    );
    // A close follows.
    socket.on('error', () => {});
  }

  send(message: object): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** Waits until a message has this field at a path such as `serverContent.turnComplete`; false when it does not come. */
  async until(path: string, from = 0): Promise<boolean> {
    const end = AbortSignal.timeout(TIMEOUT_MS);
    const timeout = once(end, 'abort');
    for (;;) {
      const news = this.received.slice(from);
      if (news.some((each) => each.type === 'body' && fieldAt(each.body, path) !== undefined))
        return true;
      if (news.some(({ type }) => type !== 'body')) return false;
      if (end.aborted) {
        this.received.push({ type: 'timeout' });
        return false;
      }
      await Promise.race([this.#changed.promise, timeout]);
    }
  }

  /** Returns what was received; the close that this one asks for is not part of it. */
  close(): Received[] {
    this.#socket.close(1000);
    return [...this.received];
  }

  #receive(received: Received): void {
    this.received.push(received);
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** The value at a path of field names; of a list, its first item. */
export function fieldAt(value: unknown, path: string): unknown {
  let current = value;
  for (const name of path.split('.')) {
    if (Array.isArray(current)) current = current[0];
    if (typeof current !== 'object' || current === null) return undefined;
    current = Reflect.get(current, name);
  }
  return current;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textOf(data: RawData): string {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : data;
  return Buffer.isBuffer(bytes) ? bytes.toString() : new TextDecoder().decode(bytes);
}
