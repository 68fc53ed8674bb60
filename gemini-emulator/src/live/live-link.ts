import { randomUUID } from 'node:crypto';
import type { LiveCapture } from '../control/live-capture.ts';
import type { GoogleError } from '../wire/google-error.ts';
import type { GoogleSocket } from './google-socket.ts';
import type { ServerMessage } from './messages.ts';

/** What Google closes with: for what it cannot read, for what it does not allow, and for its own faults. */
const CLOSE_INVALID = 1007;
const CLOSE_POLICY = 1008;
const CLOSE_INTERNAL = 1011;
const NO_CODE = 1005;
const DROPPED = 1006;
/** A close frame's reason holds 123 bytes (RFC 6455). */
const MAX_REASON_BYTES = 123;

/** The server's end of one Live connection: everything that is said on it, also what should never be. */
export class LiveLink {
  readonly #socket: GoogleSocket;
  #capture: LiveCapture | undefined;

  constructor(socket: GoogleSocket) {
    this.#socket = socket;
  }

  /** From now on, what is sent is noted. */
  captureWith(capture: LiveCapture): void {
    this.#capture = capture;
  }

  send(message: ServerMessage): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify(message));
    if (!isSoundOnly(message)) this.#capture?.note('server', message);
  }

  /** Handles are accepted later, but nothing is behind them: clients send the history again. */
  offerResumption(): void {
    this.send({ sessionResumptionUpdate: { newHandle: randomUUID(), resumable: true } });
  }

  /** A frame that is not JSON. */
  sendBroken(): void {
    this.#socket.send('{"serverContent": {"modelTurn": {"parts": [');
    this.#capture?.note('server', '(a broken frame)');
  }

  /** 1005 closes without a code, 1006 drops the connection without a word. */
  close(code: number, reason = ''): void {
    this.#capture?.close(code, 'server');
    if (code === DROPPED) this.#socket.terminate();
    else if (code === NO_CODE) this.#socket.closeWithoutCode();
    else this.#socket.close(code, Buffer.from(reason).subarray(0, MAX_REASON_BYTES));
  }

  /** Closes with Google's words, which are longer than they may be: Google cuts them too. */
  fail({ status, message }: GoogleError): void {
    this.close(closeCodeOf(status), message);
  }

  drop(): void {
    this.close(DROPPED);
  }
}

function closeCodeOf(status: number): number {
  if (status === 400) return CLOSE_INVALID;
  return status < 500 && status !== 429 ? CLOSE_POLICY : CLOSE_INTERNAL;
}

function isSoundOnly({ serverContent }: ServerMessage): boolean {
  const { modelTurn, ...rest } = serverContent ?? {};
  const parts = modelTurn?.parts ?? [];
  const isSound = parts.length > 0 && parts.every((part) => 'inlineData' in part);
  return isSound && Object.keys(rest).length === 0;
}
