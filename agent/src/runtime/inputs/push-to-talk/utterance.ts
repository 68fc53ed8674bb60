import { log, stt } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { durationMs } from '../../audio/frame-duration.ts';

/** How long the STT stream may take for its last words after the release, in ms. */
const LAST_WORDS_MS = 3000;

/** Attempts to transcribe an utterance: after a failure all of its audio is sent again. */
const MAX_RECOGNITIONS = 3;

/** Longest utterance, in ms: later audio is dropped. */
const MAX_TALK_MS = 120_000;

/** The part of an STT stream that an utterance uses. */
export type Recognition = Pick<stt.SpeechStream, 'pushFrame' | 'endInput' | 'close'> &
  AsyncIterable<stt.SpeechEvent>;

/** Opens an STT stream; `failed` is called when it ends with an error. */
export type OpenSttStream = (failed: () => void) => Recognition;

/**
 * The user's speech between press and release. It has an STT stream of its own: the end of speech is known, so the framework's
 * endpointing (half a second and more) is not needed. Its audio is kept until it is transcribed, so that a stream that
 * breaks off costs a moment and no words.
 */
export class Utterance {
  readonly #openSttStream: OpenSttStream;
  readonly #heard: (text: string, final: boolean) => void;
  readonly #frames: AudioFrame[] = [];
  #ms = 0;
  #recognition: Recognition;
  #recognitions = 0;
  #failed = false;
  #finals: string[] = [];
  #interim = '';
  #ended = false;
  #cancelled = false;
  /** Resolves when the current STT stream has ended. */
  #lastWords = Promise.withResolvers<void>();

  /** @param heard called with the transcript so far, each time that it changes */
  constructor(openSttStream: OpenSttStream, heard: (text: string, final: boolean) => void) {
    this.#openSttStream = openSttStream;
    this.#heard = heard;
    this.#recognition = this.#begin();
  }

  push(frame: AudioFrame): void {
    this.#ms += durationMs(frame);
    if (this.#ms > MAX_TALK_MS) return;
    this.#frames.push(frame);
    this.#recognition.pushFrame(frame);
  }

  /** Called at the release. Resolves with the transcript, which may be empty. */
  async end(): Promise<string> {
    this.#ended = true;
    this.#recognition.endInput();
    await this.#untilLastWords();
    while (this.#failed && !this.#cancelled && this.#beginAgain()) await this.#untilLastWords();
    this.#recognition.close();
    const text = this.#text();
    if (text) this.#heard(text, true);
    return text;
  }

  /** Discards the utterance. */
  cancel(): void {
    this.#cancelled = true;
    this.#recognition.close();
    this.#lastWords.resolve();
  }

  async #untilLastWords(): Promise<void> {
    const timeout = setTimeout(() => {
      // The stream hangs. Its interim transcript is better than another wait.
      this.#failed ||= !this.#text();
      this.#lastWords.resolve();
    }, LAST_WORDS_MS);
    await this.#lastWords.promise;
    clearTimeout(timeout);
  }

  #begin(): Recognition {
    const recognition: Recognition = this.#openSttStream(() => {
      this.#failed ||= recognition === this.#recognition;
    });
    this.#recognitions++;
    void this.#follow(recognition);
    return recognition;
  }

  async #follow(recognition: Recognition): Promise<void> {
    try {
      for await (const event of recognition) {
        if (recognition === this.#recognition) this.#take(event);
      }
    } catch (error) {
      log().warn({ error }, 'failed to transcribe utterance');
      this.#failed = true;
    }
    if (recognition !== this.#recognition || this.#cancelled) return;
    // Before the release an STT stream has no reason to end.
    if (this.#ended || !this.#beginAgain()) this.#lastWords.resolve();
  }

  /** Transcribes all audio so far again. @returns false after the last attempt */
  #beginAgain(): boolean {
    if (this.#recognitions >= MAX_RECOGNITIONS) return false;
    this.#recognition.close();
    this.#finals = [];
    this.#interim = '';
    this.#failed = false;
    this.#lastWords = Promise.withResolvers();
    this.#recognition = this.#begin();
    for (const frame of this.#frames) this.#recognition.pushFrame(frame);
    if (this.#ended) this.#recognition.endInput();
    return true;
  }

  #take(event: stt.SpeechEvent): void {
    const text = event.alternatives?.[0]?.text.trim();
    if (!text) return;
    switch (event.type) {
      case stt.SpeechEventType.INTERIM_TRANSCRIPT:
      case stt.SpeechEventType.PREFLIGHT_TRANSCRIPT:
        this.#interim = text;
        break;
      case stt.SpeechEventType.FINAL_TRANSCRIPT:
        this.#finals.push(text);
        this.#interim = '';
        if (this.#ended) this.#lastWords.resolve();
        break;
      default:
        return;
    }
    if (!this.#ended) this.#heard(this.#text(), false);
  }

  #text(): string {
    return [...this.#finals, this.#interim].join(' ').trim();
  }
}
