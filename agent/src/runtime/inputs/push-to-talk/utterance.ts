import { log, stt } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { durationMs } from '../../audio/frame-duration.ts';

/** How long the recogniser may take for its last words after the button was released, in ms. */
const LAST_WORDS_MS = 3000;

/** How often a talk is recognised at most: a recogniser that fails is given everything once more. */
const MAX_RECOGNITIONS = 3;

/** Longest talk, in ms: what is said beyond it is not heard. Nobody holds a button for longer and means it. */
const MAX_TALK_MS = 120_000;

/** The part of a recogniser's stream that a talk uses. */
export type Recognition = Pick<stt.SpeechStream, 'pushFrame' | 'endInput' | 'close'> &
  AsyncIterable<stt.SpeechEvent>;

/** Begins a recognition; `failed` is called when it ends because of a fault. */
export type OpenSttStream = (failed: () => void) => Recognition;

/**
 * What is said between press and release. It has a recognition stream of its own: the end of speech is known exactly,
 * and the framework's wait for it (half a second and more) is not needed. The sound is kept until it is understood, so
 * that a recogniser that breaks off costs a moment and no words.
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
  /** Resolves when the present recognition has no more to say. */
  #lastWords = Promise.withResolvers<void>();

  /** @param heard called with all that was understood so far, each time that it changes */
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

  /** The button was released: all that was understood, or an empty text. */
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

  /** The user slid away: what was said is forgotten. */
  cancel(): void {
    this.#cancelled = true;
    this.#recognition.close();
    this.#lastWords.resolve();
  }

  async #untilLastWords(): Promise<void> {
    const timeout = setTimeout(() => {
      // It hangs. What it guessed so far is better than to ask the cook to wait again.
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
      log().warn({ error }, 'recognition failed');
      this.#failed = true;
    }
    if (recognition !== this.#recognition || this.#cancelled) return;
    // Before the release a recogniser has no reason to end.
    if (this.#ended || !this.#beginAgain()) this.#lastWords.resolve();
  }

  /** Has all that was said so far recognised anew. Returns false when that was tried often enough. */
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
