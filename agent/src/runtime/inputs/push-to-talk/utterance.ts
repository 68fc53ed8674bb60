import { log, stt } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { withTimeout } from '../../async/with-timeout.ts';
import { SentenceCounter } from './sentence-counter.ts';

/** Time for the final transcripts after the release, in ms. */
const FINAL_TRANSCRIPT_MS = 3000;

/** Quiet after a final transcript that ends the wait for another one, in ms. */
const LAST_WORDS_MS = 100;

/** The same when the user paused more often than there are final transcripts, in ms. */
const MORE_WORDS_MS = 500;

/** STT streams per utterance: after a failure, the next one gets all audio again. */
const MAX_STREAMS = 3;

/** The part of the framework's STT stream that an utterance needs. */
export type SttStream = Pick<stt.SpeechStream, 'pushFrame' | 'endInput' | 'close'> &
  AsyncIterable<stt.SpeechEvent>;

/** Opens an STT stream. `failed` is called when it ends with an error; `isRejected` if the vendor rejects requests for good. */
export type OpenSttStream = (failed: (isRejected: boolean) => void) => SttStream;

/**
 * Speech between press and release. It has its own STT stream, because the release marks the end of speech exactly and saves
 * the framework's wait of half a second and more. The audio is kept until it is transcribed, so that no words are lost when
 * an STT stream fails.
 */
export class Utterance {
  readonly #openSttStream: OpenSttStream;
  readonly #transcribed: (text: string, final: boolean) => void;
  readonly #frames: AudioFrame[] = [];
  readonly #sentences = new SentenceCounter();
  #stream: SttStream;
  #streams = 0;
  #failed = false;
  #isRejected = false;
  #finals: string[] = [];
  /** Whether there was sound since the latest final transcript. */
  #hasNewSound = false;
  #interim = '';
  #ended = false;
  #canceled = false;
  /** Resolves after the last final transcript, or when the stream has ended. */
  #lastWords = Promise.withResolvers<true>();
  #quiet: NodeJS.Timeout | undefined;

  /** @param transcribed called with the whole transcript each time that it changes */
  constructor(openSttStream: OpenSttStream, transcribed: (text: string, final: boolean) => void) {
    this.#openSttStream = openSttStream;
    this.#transcribed = transcribed;
    this.#stream = this.#open();
  }

  push(frame: AudioFrame): void {
    this.#frames.push(frame);
    if (this.#sentences.push(frame)) this.#hasNewSound = true;
    this.#send(() => this.#stream.pushFrame(frame));
  }

  /** Call at the release. Resolves with the transcript, which may be empty. */
  async end(): Promise<string> {
    this.#ended = true;
    this.#send(() => this.#stream.endInput());
    if (this.#isTranscribed()) this.#waitForQuiet();
    await this.#waitForLastWords();
    while (this.#failed && !this.#canceled && this.#restart()) await this.#waitForLastWords();
    clearTimeout(this.#quiet);
    this.#stream.close();
    const text = this.#canceled ? '' : this.#text();
    if (text) this.#transcribed(text, true);
    return text;
  }

  /** Whether the vendor rejects requests for good. */
  get isRejected(): boolean {
    return this.#isRejected;
  }

  /** Discards the speech: {@link end} resolves with an empty transcript. */
  cancel(): void {
    this.#canceled = true;
    this.#stream.close();
    this.#lastWords.resolve(true);
  }

  async #waitForLastWords(): Promise<void> {
    const ended = await withTimeout(FINAL_TRANSCRIPT_MS, this.#lastWords.promise);
    // An interim transcript is better than another wait.
    if (!ended) this.#failed ||= !this.#text();
  }

  #open(): SttStream {
    const stream: SttStream = this.#openSttStream((isRejected) => {
      if (stream !== this.#stream) return;
      this.#failed = true;
      this.#isRejected = isRejected;
    });
    this.#streams++;
    void this.#follow(stream);
    return stream;
  }

  async #follow(stream: SttStream): Promise<void> {
    try {
      for await (const event of stream) {
        if (stream === this.#stream) this.#receive(event);
      }
    } catch (error) {
      log().warn({ error }, 'failed to transcribe utterance');
      this.#failed = true;
    }
    if (stream !== this.#stream || this.#canceled) return;
    // A stream that ends before the release has failed.
    if (this.#ended || !this.#restart()) this.#lastWords.resolve(true);
  }

  /** Transcribes all audio again, on a new stream. @returns false after the last attempt */
  #restart(): boolean {
    if (this.#isRejected || this.#streams >= MAX_STREAMS) return false;
    clearTimeout(this.#quiet);
    this.#stream.close();
    this.#finals = [];
    this.#interim = '';
    this.#failed = false;
    this.#lastWords = Promise.withResolvers();
    this.#stream = this.#open();
    this.#send(() => {
      for (const frame of this.#frames) this.#stream.pushFrame(frame);
      if (this.#ended) this.#stream.endInput();
    });
    return true;
  }

  #send(send: () => void): void {
    try {
      send();
    } catch (error) {
      // A stream that has just failed throws. The next one gets all audio again.
      log().debug({ error }, 'failed to send audio to STT stream');
    }
  }

  #receive(event: stt.SpeechEvent): void {
    const text = event.alternatives?.[0]?.text.trim();
    if (!text) return;
    switch (event.type) {
      case stt.SpeechEventType.INTERIM_TRANSCRIPT:
      case stt.SpeechEventType.PREFLIGHT_TRANSCRIPT:
        this.#interim = text;
        break;
      case stt.SpeechEventType.FINAL_TRANSCRIPT:
        this.#finals.push(text);
        this.#hasNewSound = false;
        this.#interim = '';
        break;
      default:
        return;
    }
    if (this.#ended) this.#waitForQuiet();
    else this.#transcribed(this.#text(), false);
  }

  /** Whether the final transcripts have all that was said: the user was silent for some time before the release. */
  #isTranscribed(): boolean {
    const { length } = this.#finals;
    return length > 0 && length >= this.#sentences.count && !this.#hasNewSound;
  }

  /** Another final transcript may follow, of what was said after a pause. An interim one announces it. */
  #waitForQuiet(): void {
    clearTimeout(this.#quiet);
    if (this.#interim) return;
    const ms = this.#finals.length < this.#sentences.count ? MORE_WORDS_MS : LAST_WORDS_MS;
    this.#quiet = setTimeout(() => this.#lastWords.resolve(true), ms);
  }

  #text(): string {
    return [...this.#finals, this.#interim].join(' ').trim();
  }
}
