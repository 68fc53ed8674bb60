import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';

/** Speech of every TTS here: half a second of a quiet tone, 24 kHz, 16 bits. */
export const SOUND: Buffer = Buffer.from(
  Int16Array.from({ length: 12_000 }, (_, i) => Math.round(3000 * Math.sin(i / 10))).buffer,
);

/** Transcript of every STT here. */
export const TRANSCRIPT = 'two cups of flour';

/** A request that the server received. */
export type VendorRequest = { readonly path: string; readonly body: unknown };

type Socket = { send(message: object): void; close(code?: number, reason?: string): void };

/** An HTTP status with a body, or a WebSocket close code with a reason. */
export type Rejection = { readonly code: number; readonly text: string };

/** A vendor's response to a message of the client: binary audio, or JSON. */
type Protocol = (socket: Socket, message: Record<string, unknown> | 'audio') => void;

/**
 * Serves the protocols of several vendors, each as far as its LiveKit plugin uses it. Tests make single paths fail or stay
 * silent.
 */
export class VendorServer {
  readonly requests: VendorRequest[] = [];
  /** Path fragments that are answered with 500. */
  readonly failing = new Set<string>();
  /** Responses by path fragment, in place of the usual ones. On Gemini Live the code closes the socket. */
  readonly rejections = new Map<string, Rejection>();
  /** Path fragments that get headers and no body. */
  readonly silent = new Set<string>();
  readonly #http = createServer((request, response) => void this.#answer(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });
  #url = '';

  static async start(): Promise<VendorServer> {
    const server = new VendorServer();
    await server.#listen();
    return server;
  }

  get url(): string {
    return this.#url;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  async #listen(): Promise<void> {
    this.#http.on('upgrade', (request, socket, head) => {
      const path = pathOf(request);
      const rejection = this.#rejection(path);
      const protocol = rejection ? rejecting(rejection) : protocolOf(path);
      this.requests.push({ path, body: undefined });
      if (!protocol || this.#isFailing(path) || (rejection && rejection.code < 1000)) {
        socket.end(`HTTP/1.1 ${rejection?.code ?? 500} Failed\r\nConnection: close\r\n\r\n`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (ws) => converse(ws, protocol));
    });
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    const address = this.#http.address();
    if (typeof address !== 'object' || !address) throw new Error('no address');
    this.#url = `http://127.0.0.1:${address.port}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    const body = request.method === 'POST' ? await json(request) : undefined;
    this.requests.push({ path, body });
    const rejection = this.#rejection(path);
    if (rejection) {
      response
        .writeHead(rejection.code, { 'content-type': 'application/json' })
        .end(rejection.text);
    } else if (this.#isFailing(path)) response.writeHead(500).end('{"error":{"message":"down"}}');
    else if ([...this.silent].some((part) => path.includes(part))) response.flushHeaders();
    else if (path.endsWith('/chat/completions')) sendOpenAiReply(response);
    else if (/\/(audio\/speech|stream)$/.test(path)) response.end(SOUND);
    else if (path.includes(':streamGenerateContent')) sendGeminiReply(response, path);
    else response.writeHead(404).end('{}');
  }

  #rejection(path: string): Rejection | undefined {
    return [...this.rejections].find(([part]) => path.includes(part))?.[1];
  }

  #isFailing(path: string): boolean {
    return [...this.failing].some((part) => path.includes(part));
  }
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://localhost').pathname;
}

/** https://platform.openai.com/docs/api-reference/chat-streaming; LiveKit Inference uses the same protocol. */
function sendOpenAiReply(response: ServerResponse): void {
  const usage = { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 };
  const events = [
    openAiChunk({ role: 'assistant', content: 'Hello from OpenAI.' }, null),
    openAiChunk({}, 'stop'),
    { ...openAiChunk({}, null), choices: [], usage },
  ];
  sendEvents(response, [...events.map((event) => JSON.stringify(event)), '[DONE]']);
}

function openAiChunk(delta: object, finish: string | null) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'gpt-4o',
    choices: [{ index: 0, delta, finish_reason: finish }],
  };
}

/** https://ai.google.dev/api/generate-content */
function sendGeminiReply(response: ServerResponse, path: string): void {
  const part = path.includes('tts')
    ? { inlineData: { mimeType: 'audio/L16;rate=24000', data: SOUND.toString('base64') } }
    : { text: 'Hello from Gemini.' };
  const candidate = { content: { role: 'model', parts: [part] }, finishReason: 'STOP' };
  const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 2, totalTokenCount: 12 };
  sendEvents(response, [JSON.stringify({ candidates: [candidate], usageMetadata })]);
}

function sendEvents(response: ServerResponse, events: readonly string[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) response.write(`data: ${event}\r\n\r\n`);
  response.end();
}

function converse(ws: WebSocket, protocol: Protocol): void {
  const socket = {
    send: (message: object) => ws.send(JSON.stringify(message)),
    close: (code = 1000, reason = '') => ws.close(code, reason),
  };
  ws.on('message', (data: RawData, isBinary: boolean) => {
    protocol(
      socket,
      isBinary ? 'audio' : JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '{}'),
    );
  });
}

function protocolOf(path: string): Protocol | undefined {
  if (path.endsWith('/v1/listen')) return deepgram();
  if (path.endsWith('/v1/realtime')) return openAiTranscription();
  if (path.endsWith('/multi-stream-input')) return elevenLabs();
  if (path.endsWith('/stt')) return liveKitStt();
  if (path.endsWith('/tts')) return liveKitTts();
  return undefined;
}

/** Closes at the client's first message, as Gemini Live does. */
function rejecting({ code, text }: Rejection): Protocol {
  return (socket) => socket.close(code, text);
}

/** https://developers.deepgram.com/reference/speech-to-text/listen-streaming */
function deepgram(): Protocol {
  return (socket, message) => {
    if (message === 'audio') socket.send(deepgramResult(false));
    else if (message['type'] === 'Finalize') socket.send(deepgramResult(true));
    else if (message['type'] === 'CloseStream') {
      socket.send(deepgramResult(true));
      socket.close();
    }
  };
}

function deepgramResult(final: boolean) {
  return {
    type: 'Results',
    metadata: { request_id: 'r' },
    is_final: final,
    speech_final: final,
    start: 0,
    duration: 1,
    channel: { alternatives: [{ transcript: TRANSCRIPT, confidence: 1, words: [] }] },
  };
}

/** https://platform.openai.com/docs/guides/realtime-transcription */
function openAiTranscription(): Protocol {
  const event = 'conversation.item.input_audio_transcription';
  let isSent = false;
  return (socket, message) => {
    if (message === 'audio' || message['type'] !== 'input_audio_buffer.append' || isSent) return;
    isSent = true;
    socket.send({ type: `${event}.delta`, item_id: 'i', delta: TRANSCRIPT });
    socket.send({ type: `${event}.completed`, item_id: 'i', transcript: TRANSCRIPT });
  };
}

/** https://elevenlabs.io/docs/api-reference/text-to-speech/v-1-text-to-speech-voice-id-multi-stream-input */
function elevenLabs(): Protocol {
  return (socket, message) => {
    if (message === 'audio') return;
    const contextId = message['context_id'];
    if (message['flush']) socket.send({ contextId, audio: SOUND.toString('base64') });
    if (message['close_context']) socket.send({ contextId, isFinal: true });
  };
}

/** LiveKit Inference, as in `@livekit/agents`: inference/api_protos.ts. */
function liveKitStt(): Protocol {
  return (socket, message) => {
    if (message === 'audio') return;
    if (message['type'] === 'session.create') socket.send({ type: 'session.created' });
    if (message['type'] === 'session.finalize') {
      socket.send({ type: 'final_transcript', transcript: TRANSCRIPT, language: 'en' });
      socket.send({ type: 'session.closed' });
    }
  };
}

function liveKitTts(): Protocol {
  const session_id = 's';
  return (socket, message) => {
    if (message === 'audio') return;
    if (message['type'] === 'session.create') socket.send({ type: 'session.created', session_id });
    if (message['type'] === 'session.flush') {
      socket.send({ type: 'output_audio', session_id, audio: SOUND.toString('base64') });
      socket.send({ type: 'done', session_id });
    }
  };
}
