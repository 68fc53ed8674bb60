import { log, stt } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';

/** How long the recogniser may take for its last words after the button was released, in ms. */
const LAST_WORDS_MS = 3000;

/** The part of a recogniser's stream that a talk uses. */
export type Recognition = Pick<stt.SpeechStream, 'pushFrame' | 'endInput' | 'close'> &
  AsyncIterable<stt.SpeechEvent>;

/**
 * What is said between press and release. It has a recognition stream of its own: the end of speech is known exactly,
 * and the framework's wait for it (half a second and more) is not needed.
 */
export class Talk {
  readonly #recognition: Recognition;
  readonly #heard: (text: string, final: boolean) => void;
  #finals: string[] = [];
  #interim = '';
  #ended = false;
  readonly #lastWords = Promise.withResolvers<void>();

  /** @param heard called with all that was understood so far, each time that it changes */
  constructor(recognition: Recognition, heard: (text: string, final: boolean) => void) {
    this.#recognition = recognition;
    this.#heard = heard;
    this.#follow().catch((error: unknown) => log().warn({ error }, 'recognition failed'));
  }

  push(frame: AudioFrame): void {
    this.#recognition.pushFrame(frame);
  }

  /** The button was released: all that was understood, or an empty text. */
  async end(): Promise<string> {
    this.#ended = true;
    this.#recognition.endInput();
    const timeout = setTimeout(() => this.#lastWords.resolve(), LAST_WORDS_MS);
    await this.#lastWords.promise;
    clearTimeout(timeout);
    this.#recognition.close();
    const text = this.#text();
    if (text) this.#heard(text, true);
    return text;
  }

  /** The user slid away: what was said is forgotten. */
  cancel(): void {
    this.#recognition.close();
    this.#lastWords.resolve();
  }

  async #follow(): Promise<void> {
    try {
      for await (const event of this.#recognition) this.#take(event);
    } finally {
      this.#lastWords.resolve();
    }
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
