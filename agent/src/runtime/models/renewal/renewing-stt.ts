import { APIConnectionError, type APIConnectOptions, APIError, log, stt } from '@livekit/agents';
import { decideRenewal, type Renewal } from './renewal-policy.ts';
import { withoutRepeatedWords } from './repeated-words.ts';
import { SttConnection, type SttVendor } from './stt-connection.ts';
import { UnheardAudio } from './unheard-audio.ts';

/** How long a vendor that failed is not tried again, in ms. */
const FAILED_MS = 30_000;

/** Shortest word, in ms. */
const WORD_MS = 200;

/** Characters of the latest transcripts that are kept, to detect repeated words. */
const MAX_SAID = 300;

const { INTERIM_TRANSCRIPT, PREFLIGHT_TRANSCRIPT, FINAL_TRANSCRIPT, RECOGNITION_USAGE } =
  stt.SpeechEventType;

/**
 * An STT whose streams outlive their connections. They are renewed in a silence before the vendor closes them, and reopened when
 * it does so earlier, if need be with the next vendor. Each new connection is sent the audio that was not transcribed yet, so
 * that no words are lost.
 */
export class RenewingStt extends stt.STT {
  readonly label = 'bakebot.RenewingStt';
  readonly #vendors: readonly SttVendor[];
  /** When a vendor that has failed may be tried again, in ms of `performance.now()`. */
  readonly #retryAt = new Map<SttVendor, number>();
  #latest: SttVendor;
  /** The latest errors. */
  readonly #errors = new Map<SttVendor, APIError>();

  /** @param vendors in order of preference; their STTs must stream */
  constructor(vendors: readonly SttVendor[]) {
    const [first] = vendors;
    if (!first) throw new TypeError('no STT');
    super(first.stt.capabilities);
    this.#vendors = vendors;
    this.#latest = first;
    // Unhandled, an error event would end the process.
    for (const vendor of vendors) {
      vendor.stt.on('error', ({ error }) => {
        if (error instanceof APIError) this.#errors.set(vendor, error);
      });
      vendor.stt.on('metrics_collected', (metrics) => this.emit('metrics_collected', metrics));
    }
  }

  override get model(): string {
    return this.#latest.stt.model;
  }

  override get provider(): string {
    return this.#latest.stt.provider;
  }

  override stream(options?: { connOptions?: APIConnectOptions }): stt.SpeechStream {
    return new RenewingStream(this, options?.connOptions);
  }

  override async close(): Promise<void> {
    await Promise.all(this.#vendors.map((vendor) => vendor.stt.close()));
  }

  /** The best vendor that can be tried, for the next connection. */
  take(): SttVendor {
    if (!this.#best()) this.#retryAt.clear();
    this.#latest = this.#best() ?? this.#latest;
    this.#errors.delete(this.#latest);
    return this.#latest;
  }

  /** A vendor does not work. @returns whether another one can be tried */
  failed(vendor: SttVendor): boolean {
    const isFinal = this.#errors.get(vendor)?.retryable === false;
    this.#retryAt.set(vendor, isFinal ? Infinity : performance.now() + FAILED_MS);
    return this.#best() !== undefined;
  }

  /** Whether a vendor that is preferred to this one can be tried again. */
  isBetterAvailable(vendor: SttVendor): boolean {
    const best = this.#best();
    return best !== undefined && this.#vendors.indexOf(best) < this.#vendors.indexOf(vendor);
  }

  /** Why none of the vendors works: final only if it is so for all of them. */
  get error(): APIError {
    const errors = this.#vendors.map((vendor) => this.#errors.get(vendor));
    const error = errors.find((each) => each?.retryable !== false) ?? errors[0];
    return error ?? new APIConnectionError({ message: 'the STT connection was closed' });
  }

  #best(): SttVendor | undefined {
    const now = performance.now();
    return this.#vendors.find((vendor) => (this.#retryAt.get(vendor) ?? 0) <= now);
  }

  protected override _recognize(): Promise<stt.SpeechEvent> {
    throw new Error('only streams are supported');
  }
}

class RenewingStream extends stt.SpeechStream {
  readonly label = 'bakebot.RenewingSttStream';
  readonly #owner: RenewingStt;
  readonly #unheard = new UnheardAudio();
  #connection: SttConnection | undefined;
  #reopenings = 0;
  #isReading = false;
  #isInputEnded = false;
  #isMidSentence = false;
  /** The latest final transcripts. */
  #said = '';
  /** How many words of the latest transcripts the next one may repeat. */
  #repeatedWords = 0;

  constructor(owner: RenewingStt, connOptions?: APIConnectOptions) {
    super(owner, undefined, connOptions);
    this.#owner = owner;
    this.abortSignal.addEventListener('abort', () => this.#connection?.discard(), { once: true });
  }

  /** @throws {APIError} when no vendor works; the framework calls it again, up to `connOptions.maxRetry` times */
  protected override async run(): Promise<void> {
    if (!this.#isReading) void this.#read();
    for (;;) {
      const vendor = this.#owner.take();
      const connection = this.#open(vendor);
      await connection.closed;
      if (this.abortSignal.aborted || this.#isDone(connection)) return;
      const renewal = connection.isDiscarded ? 'rotate' : this.#decide(connection);
      const ageMs = Math.round(connection.ageMs);
      log().info({ renewal, provider: vendor.stt.provider, ageMs }, 'STT connection closed');
      if (renewal === 'reopen') this.#reopenings++;
      if (renewal === 'fail' && !this.#owner.failed(vendor)) throw this.#owner.error;
    }
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    for await (const item of this.input) {
      if (typeof item === 'symbol') {
        this.#connection?.flush();
        continue;
      }
      this.#unheard.push(item, performance.now());
      this.#connection?.push(item);
      this.#rotateIfDue();
    }
    this.#isInputEnded = true;
    this.#connection?.endInput();
  }

  #open(vendor: SttVendor): SttConnection {
    const connection = new SttConnection(vendor, (event) => this.#heard(event));
    this.#connection = connection;
    this.#isMidSentence = false;
    this.#repeatedWords = Math.ceil(this.#unheard.repeatedMs / WORD_MS);
    for (const frame of this.#unheard.resend(performance.now())) connection.push(frame);
    if (this.#isInputEnded) connection.endInput();
    return connection;
  }

  /** Whether all audio was sent and transcribed. */
  #isDone({ isCutOff, isDiscarded }: SttConnection): boolean {
    return this.#isInputEnded && !((isCutOff || isDiscarded) && this.#unheard.hasSpeech);
  }

  #rotateIfDue(): void {
    const connection = this.#connection;
    if (connection?.isClosed === false && this.#decide(connection) === 'rotate') {
      connection.discard();
    }
  }

  #decide(connection: SttConnection): Renewal {
    return decideRenewal({
      ageMs: connection.ageMs,
      limitMs: connection.vendor.limitMs,
      goAwayMs: connection.goAwayMs,
      isClosed: connection.isClosed,
      hasWorked: connection.hasWorked,
      reopenings: this.#reopenings,
      quietMs: this.#unheard.quietMs,
      isMidSentence: this.#isMidSentence,
      isBetterAvailable: this.#owner.isBetterAvailable(connection.vendor),
    });
  }

  #heard(event: stt.SpeechEvent): void {
    const text = event.alternatives?.[0]?.text;
    switch (event.type) {
      case INTERIM_TRANSCRIPT:
      case PREFLIGHT_TRANSCRIPT:
        this.#isMidSentence ||= Boolean(text);
        this.#put(this.#withoutRepetition(event));
        break;
      case FINAL_TRANSCRIPT:
        if (text) this.#unheard.transcribed(performance.now());
        this.#isMidSentence = false;
        this.#reopenings = 0;
        this.#put(this.#withoutRepetition(event));
        this.#said = `${this.#said} ${text}`.slice(-MAX_SAID);
        this.#repeatedWords = 0;
        break;
      case RECOGNITION_USAGE:
        // The vendor's STT has emitted it as metrics.
        break;
      default:
        this.#put(event);
    }
  }

  /** The event without words that were transcribed before; undefined when no others are left. */
  #withoutRepetition(event: stt.SpeechEvent): stt.SpeechEvent | undefined {
    const [first, ...others] = event.alternatives ?? [];
    if (!first || this.#repeatedWords === 0) return event;
    const text = withoutRepeatedWords(this.#said, first.text, this.#repeatedWords);
    return text ? { ...event, alternatives: [{ ...first, text }, ...others] } : undefined;
  }

  #put(event: stt.SpeechEvent | undefined): void {
    if (event && !this.queue.closed) this.queue.put(event);
  }
}
