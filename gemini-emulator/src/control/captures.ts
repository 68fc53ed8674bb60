import { randomUUID } from 'node:crypto';
import type { Pcm } from '../audio/pcm.ts';
import { LiveCapture } from './live-capture.ts';
import type { Kind } from './faults.ts';

/** Captures that are kept; older ones are forgotten. */
const MAX_CAPTURES = 200;
/** What all captures together may hold, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024;

export type CaptureSummary = {
  readonly id: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly kind: Kind;
  readonly model: string;
};

/** One request, as it came. */
export class RequestCapture {
  readonly id = randomUUID();
  readonly at = Date.now();
  readonly kind = 'generateContent' satisfies Kind;
  readonly model: string;
  readonly bytes: number;
  readonly #body: unknown;
  /** The fault that struck it. */
  fault: string | undefined;

  constructor(model: string, body: unknown, bytes: number) {
    this.model = model;
    this.bytes = bytes;
    this.#body = body;
  }

  toJSON(): object {
    const { fault } = this;
    return { ...summaryOf(this), body: this.#body, ...(fault !== undefined && { fault }) };
  }
}

export type Capture = RequestCapture | LiveCapture;

/** What the emulator was sent, for tests to look at. Bounded: a long day's work does not fill the memory. */
export class Captures {
  #captures: Capture[] = [];

  request(model: string, body: unknown, bytes: number): RequestCapture {
    return this.#keep(new RequestCapture(model, body, bytes));
  }

  live(model: string, setup: unknown): LiveCapture {
    return this.#keep(new LiveCapture(model, setup, () => this.#trim()));
  }

  list(): CaptureSummary[] {
    return this.#captures.map(summaryOf);
  }

  find(id: string): Capture | undefined {
    return this.#captures.find((capture) => capture.id === id);
  }

  /** All that was heard on a Live connection. */
  audioOf(id: string): Pcm | undefined {
    const capture = this.find(id);
    return capture instanceof LiveCapture ? capture.audio() : undefined;
  }

  clear(): void {
    this.#captures = [];
  }

  #keep<T extends Capture>(capture: T): T {
    this.#captures.push(capture);
    this.#trim();
    return capture;
  }

  #trim(): void {
    let bytes = this.#captures.reduce((sum, capture) => sum + capture.bytes, 0);
    while (
      this.#captures.length > MAX_CAPTURES ||
      (bytes > MAX_BYTES && this.#captures.length > 1)
    ) {
      bytes -= this.#captures.shift()?.bytes ?? 0;
    }
  }
}

function summaryOf({ id, at, kind, model }: CaptureSummary): CaptureSummary {
  return { id, at, kind, model };
}
