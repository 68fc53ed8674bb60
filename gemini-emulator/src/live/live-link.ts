import { randomUUID } from 'node:crypto';
import type { LiveCapture } from '../control/live-capture.ts';
import type { GoogleSocket } from './google-socket.ts';
import type { ServerMessage } from './messages.ts';

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

  drop(): void {
    this.close(DROPPED);
  }
}

function isSoundOnly({ serverContent }: ServerMessage): boolean {
  const parts = serverContent?.modelTurn?.parts ?? [];
  return parts.length > 0 && parts.every((part) => 'inlineData' in part);
}
