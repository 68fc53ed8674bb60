import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Captures } from './control/captures.ts';
import { answerControl } from './control/control-api.ts';
import type { ConnectionLimitOrder } from './control/emulator-control.ts';
import { FaultBook } from './control/faults.ts';
import { Quota, Quotas } from './control/quotas.ts';
import { CannedRecognizer, MoonshineRecognizer } from './stt/recognizer.ts';
import { ConnectionLimit } from './live/connection-limit.ts';
import { LiveServer } from './live/live-server.ts';
import { answerRest } from './rest/gemini-api.ts';
import { Voice } from './tts/voice.ts';

/** The emulator speaks to this machine only. */
const HOST = '127.0.0.1';

export type EmulatorOptions = {
  /** Port of the Gemini API; 0 takes any that is free, as does nothing. */
  readonly port?: number;
  /** Port of the control server; likewise. */
  readonly controlPort?: number;
  /**
   * For benchmarks: models that take no time. Transcribes any speech as these words, and caches synthesized sentences.
   */
  readonly canned?: string;
  /** How long Live connections may last, and how they end. */
  readonly connectionLimit?: ConnectionLimitOrder;
  /** The only key that the API accepts; any when absent. */
  readonly apiKey?: string;
  /** Requests a minute and model; any number when absent. */
  readonly requestsPerMinute?: number;
  /** How long a language model takes to begin an answer, in ms; no time when absent. */
  readonly firstWordMs?: number;
};

export type Emulator = {
  /** What `GOOGLE_GEMINI_BASE_URL` wants. */
  readonly url: string;
  readonly controlUrl: string;
  readonly close: () => Promise<void>;
};

/**
 * Starts an emulator of the Gemini API. It is ready at once; the recognition model loads when the first Live connection
 * opens, and words that come earlier than it wait for it.
 */
export async function startGeminiEmulator({
  port = 0,
  controlPort = 0,
  canned,
  connectionLimit = {},
  apiKey,
  requestsPerMinute,
  firstWordMs = 0,
}: EmulatorOptions = {}): Promise<Emulator> {
  const services = {
    recognizer: canned === undefined ? new MoonshineRecognizer() : new CannedRecognizer(canned),
    voice: new Voice({ remembers: canned !== undefined }),
    captures: new Captures(),
    faults: new FaultBook(),
    connectionLimit: { current: ConnectionLimit.parse(connectionLimit) },
    quotas: new Quotas(),
    apiKey,
    firstWordMs,
  };
  if (requestsPerMinute !== undefined) services.quotas.add(Quota.parse({ requestsPerMinute }));
  const api = createServer((request, response) => void answerRest(request, response, services));
  const live = new LiveServer(api, services);
  const strikeNow = live.strike.bind(live);
  const control = createServer(
    (request, response) => void answerControl(request, response, { ...services, strikeNow }),
  );
  const close = async () => {
    live.close();
    await Promise.all([
      closeServer(api),
      closeServer(control),
      services.recognizer.close(),
      services.voice.close(),
    ]);
  };
  try {
    return { url: await listen(api, port), controlUrl: await listen(control, controlPort), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, HOST);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP server.');
  return `http://${HOST}:${address.port}`;
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
