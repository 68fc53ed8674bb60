import type { RawData } from 'ws';
import { pcmFromBytes } from '../audio/pcm.ts';
import type { Captures } from '../control/captures.ts';
import {
  applies,
  type Fault,
  type FaultBook,
  type FaultRule,
  type Moment,
  type Occasion,
} from '../control/faults.ts';
import type { LiveCapture } from '../control/live-capture.ts';
import type { Recognizer } from '../stt/recognizer.ts';
import { UnreadableImageError, UnsupportedImageError } from '../vision/describe-image.ts';
import type { Voice } from '../tts/voice.ts';
import { parse, refuseFields } from '../validation/check-request.ts';
import { problemsOfTools } from '../validation/function-declarations.ts';
import { problemsOfRanges } from '../validation/generation-config.ts';
import { readWire } from '../validation/wire-schema.ts';
import { instructionsOf } from '../wire/conversation-from-content.ts';
import { GoogleError } from '../wire/google-error.ts';
import { type ServedModel, servedModel } from '../wire/models.ts';
import { type ConnectionLimitSetting, limitConnection } from './connection-limit.ts';
import { Dialogue } from './dialogue.ts';
import type { GoogleSocket } from './google-socket.ts';
import { strike } from './live-fault.ts';
import { LiveLink } from './live-link.ts';
import type { LiveSession } from './live-session.ts';
import { ClientMessage, type RealtimeInput, sampleRateOf, type Setup } from './messages.ts';
import { Transcriber } from './transcriber.ts';

/** A resumption handle that comes before the client's `connect` has returned is lost on some clients. */
const RESUMPTION_AFTER_MS = 100;

export type LiveServices = {
  readonly recognizer: Recognizer;
  readonly voice: Voice;
  readonly captures: Captures;
  readonly faults: FaultBook;
  readonly connectionLimit: ConnectionLimitSetting;
  /** The only key that is good; any when absent. */
  readonly apiKey?: string | undefined;
  /** How long the model takes to begin an answer, in ms. */
  readonly firstWordMs: number;
};

/** One Live connection, from its first message to its end. */
export class LiveConnection {
  readonly #services: LiveServices;
  readonly #version: string;
  readonly #link: LiveLink;
  readonly #closed = new AbortController();
  #model = '';
  #instructions = '';
  #capture: LiveCapture | undefined;
  #session: LiveSession | undefined;

  /** @param version of the API: `v1beta` */
  constructor(socket: GoogleSocket, version: string, services: LiveServices) {
    this.#version = version;
    this.#services = services;
    this.#link = new LiveLink(socket);
    socket.on('message', (data) => this.#receive(textOfFrame(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      this.#capture?.close(code, 'client');
      this.#closed.abort();
      this.#session?.close();
    });
  }

  /** Lets a fault strike now, if it is meant for this connection. */
  strike(rule: FaultRule): boolean {
    if (!applies(rule.match, this.#occasion('now', ''))) return false;
    void this.#strikeNow(rule.fault);
    return true;
  }

  close(): void {
    this.#link.drop();
  }

  async #strikeNow(fault: Fault): Promise<void> {
    const course = await strike(fault, this.#link, this.#closed.signal);
    if (course.type === 'break') course.break();
  }

  #receive(data: string): void {
    try {
      const raw = parseJson(data);
      const message = parse(ClientMessage, readWire('LiveClientMessage', raw));
      if (message.setup) {
        void this.#setUp(message.setup, raw).catch((error: unknown) => this.#fail(error));
      } else this.#receiveInSession(message, raw);
    } catch (error) {
      this.#fail(error);
    }
  }

  #receiveInSession(message: ClientMessage, raw: unknown): void {
    const { realtimeInput, clientContent, toolResponse } = message;
    if (!this.#session) throw new GoogleError(400, 'The first message must be `setup`.');
    if (realtimeInput) this.#receiveRealtime(realtimeInput, raw);
    else this.#capture?.note('client', raw);
    if (clientContent) this.#session.receiveContent(clientContent);
    if (toolResponse) this.#session.receiveToolResponse(toolResponse);
  }

  async #setUp(setup: Setup, raw: unknown): Promise<void> {
    const model = setup.model.replace(/^models\//u, '');
    const { role } = servedModel(model, 'bidiGenerateContent', this.#version);
    refuseFields('BidiGenerateContentRequest.setup', [
      ...problemsOfTools(setup.tools),
      ...problemsOfRanges(setup.generationConfig),
    ]);
    this.#model = model;
    this.#services.recognizer.wake();
    this.#instructions = instructionsOf(setup);
    this.#capture = this.#services.captures.live(model, raw);
    this.#link.captureWith(this.#capture);
    this.#session = this.#createSession(role, setup, this.#capture);
    const course = await strike(this.#takeFault('setup', ''), this.#link, this.#closed.signal);
    if (course.type === 'break') course.break();
    if (course.type !== 'answer') return;
    this.#link.send({ setupComplete: {} });
    limitConnection(this.#services.connectionLimit.current, this.#link, this.#closed.signal);
    if (!setup.sessionResumption) return;
    setTimeout(() => this.#link.offerResumption(), RESUMPTION_AFTER_MS).unref();
  }

  #createSession(role: ServedModel['role'], setup: Setup, capture: LiveCapture): LiveSession {
    const { recognizer, voice, firstWordMs } = this.#services;
    const context = {
      link: this.#link,
      recognizer,
      voice,
      capture,
      firstWordMs,
      takeFault: (said: string) => this.#takeFault('turn', said),
      failed: (error: unknown) => this.#fail(error),
    };
    return role === 'stt' ? new Transcriber(setup, context) : new Dialogue(setup, context);
  }

  #receiveRealtime(input: RealtimeInput, raw: unknown): void {
    const sounds = [input.audio ?? [], input.mediaChunks ?? []]
      .flat()
      .filter(({ mimeType }) => mimeType.startsWith('audio/'));
    // Sound is captured as such; fifty notes of it a second would push out everything else.
    if (sounds.length === 0) this.#capture?.note('client', raw);
    for (const { mimeType, data } of sounds) {
      const samples = pcmFromBytes(Buffer.from(data, 'base64'));
      const sound = { samples, sampleRate: sampleRateOf(mimeType) };
      this.#capture?.hear(sound);
      this.#session?.hear(sound);
    }
    this.#session?.receiveRealtime(input);
  }

  #takeFault(at: 'setup' | 'turn', text: string): Fault | undefined {
    return this.#services.faults.take(this.#occasion(at, text));
  }

  #occasion(at: Moment, text: string): Occasion {
    return { kind: 'live', model: this.#model, instructions: this.#instructions, text, at };
  }

  #fail(error: unknown): void {
    if (this.#closed.signal.aborted) return;
    if (error instanceof UnsupportedImageError || error instanceof UnreadableImageError) {
      this.#link.fail(new GoogleError(400, error.message));
    } else if (error instanceof GoogleError) this.#link.fail(error);
    else {
      console.error('gemini-emulator: a Live connection failed', error);
      this.#link.fail(new GoogleError(500));
    }
  }
}

/** Google accepts JSON in text frames and in binary ones. */
function textOfFrame(data: RawData): string {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : data;
  return Buffer.isBuffer(bytes) ? bytes.toString('utf8') : new TextDecoder().decode(bytes);
}

/** @throws GoogleError 400 */
function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new GoogleError(400, 'Invalid JSON payload received. It is not JSON.');
  }
}
