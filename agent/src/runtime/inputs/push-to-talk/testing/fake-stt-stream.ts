import { normalizeLanguage, stt } from '@livekit/agents';
import type { SttStream } from '../utterance.ts';

/** An STT stream whose transcripts the test sends. */
export class FakeSttStream implements SttStream {
  frames = 0;
  closed = false;
  /** Whether it throws at further audio, as streams do after they have failed. */
  rejectsAudio = false;
  /** Final transcript after the end of the input. */
  lastWords: string | undefined;
  readonly fail: (isRejected?: boolean) => void;
  readonly #events: stt.SpeechEvent[] = [];
  #wake = Promise.withResolvers<void>();

  constructor(failed: (isRejected: boolean) => void) {
    this.fail = (isRejected = false) => failed(isRejected);
  }

  pushFrame(): void {
    if (this.rejectsAudio) throw new Error('Input is closed');
    this.frames++;
  }

  endInput(): void {
    if (this.rejectsAudio) throw new Error('Input is closed');
    if (this.lastWords !== undefined)
      this.transcribe(this.lastWords, stt.SpeechEventType.FINAL_TRANSCRIPT);
    else this.close();
  }

  close(): void {
    this.closed = true;
    this.#wake.resolve();
  }

  transcribe(text: string, type: stt.SpeechEventType): void {
    const language = normalizeLanguage('en');
    const alternative = { text, language, confidence: 1, startTime: 0, endTime: 0 };
    this.#events.push({ type, alternatives: [alternative] });
    this.#wake.resolve();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<stt.SpeechEvent> {
    while (!this.closed) {
      yield* this.#events.splice(0);
      await this.#wake.promise;
      this.#wake = Promise.withResolvers();
    }
    yield* this.#events.splice(0);
  }
}
