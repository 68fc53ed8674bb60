import type { stt } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { watchTranscriptionSocket } from '../../workarounds/transcription-socket.ts';

/** No retries by the plugin: they would lose the audio sent so far. */
const CONN_OPTIONS = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 10_000 };

/** Shortest life of a connection that worked, in ms: vendors reject some only after they have accepted them. */
const REJECTED_MS = 1000;

/** Life of a connection that worked without a word, in ms: longer than it takes to give up connecting. */
const LONG_LIFE_MS = 60_000;

/** An STT, and what is known of its vendor's service. */
export type SttVendor = {
  readonly stt: stt.STT;
  /** Age at which the vendor closes connections, in ms. */
  readonly limitMs: number;
};

/** One stream of a vendor's STT, on a connection of its own. */
export class SttConnection {
  readonly vendor: SttVendor;
  /** Resolves when it is closed, by either side. */
  readonly closed: Promise<void>;
  readonly #stream: stt.SpeechStream;
  readonly #openedAt = performance.now();
  #goesAwayAt: number | undefined;
  #isConnected = false;
  #isSocketClosed = false;
  #hasWords = false;
  #isClosed = false;
  #isDiscarded = false;

  /** @param heard called with the events of the stream until {@link discard} */
  constructor(vendor: SttVendor, heard: (event: stt.SpeechEvent) => void) {
    this.vendor = vendor;
    const listener = {
      connected: () => (this.#isConnected = true),
      goingAway: (ms: number) => (this.#goesAwayAt = performance.now() + ms),
      closed: () => (this.#isSocketClosed = true),
    };
    this.#stream = watchTranscriptionSocket(listener, () =>
      vendor.stt.stream({ connOptions: CONN_OPTIONS }),
    );
    this.closed = this.#follow(heard);
  }

  get ageMs(): number {
    return performance.now() - this.#openedAt;
  }

  /** See `ConnectionState`. */
  get goAwayMs(): number | undefined {
    return this.#goesAwayAt === undefined ? undefined : this.#goesAwayAt - performance.now();
  }

  get isDiscarded(): boolean {
    return this.#isDiscarded;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get hasWorked(): boolean {
    const { ageMs } = this;
    return this.#hasWords || ageMs > LONG_LIFE_MS || (this.#isConnected && ageMs > REJECTED_MS);
  }

  /** Whether the vendor closed it before the stream was done. */
  get isCutOff(): boolean {
    return this.#stream._failed || this.#isSocketClosed;
  }

  push(frame: AudioFrame): void {
    this.#send(() => this.#stream.pushFrame(frame));
  }

  flush(): void {
    this.#send(() => this.#stream.flush());
  }

  endInput(): void {
    this.#send(() => this.#stream.endInput());
  }

  /** Closes it without waiting for transcripts. */
  discard(): void {
    this.#isDiscarded = true;
    this.#isClosed = true;
    this.#stream.close();
  }

  async #follow(heard: (event: stt.SpeechEvent) => void): Promise<void> {
    for await (const event of this.#stream) {
      if (this.#isDiscarded) return;
      this.#hasWords ||= Boolean(event.alternatives?.[0]?.text);
      heard(event);
    }
    this.#isClosed = true;
    if (!this.#isDiscarded) this.#stream.close();
  }

  #send(send: () => void): void {
    try {
      if (!this.#isClosed) send();
    } catch {
      // A stream that has just failed throws. The next connection is sent the audio again.
    }
  }
}
