import { durationMs, type Pcm } from '../audio/pcm.ts';
import type { Recognizer } from '../stt/recognizer.ts';
import type { Transcript } from '../stt/moonshine.ts';
import { SpeechDetector, type SpeechEvent } from './speech-detector.ts';

/** New speech after which the interim transcript is renewed. */
const INTERIM_EVERY_MS = 800;

export type ListenerOptions = {
  readonly recognizer: Recognizer;
  /** Silence that ends a turn. */
  readonly silenceMs: number;
  /** @param atMs from the beginning of the sound */
  readonly speechStarted?: (atMs: number) => void;
  readonly speechEnded?: (atMs: number) => void;
  /** Called with interim transcripts; without it, speech is transcribed at pauses only. */
  readonly heardSoFar?: (transcript: Transcript) => void;
  /** A turn is over, and this was said. Never an empty text. */
  readonly heard: (transcript: Transcript) => void;
  readonly failed: (error: unknown) => void;
};

/** Turns a stream of sound into what was said, turn by turn. */
export class Listener {
  readonly #options: ListenerOptions;
  #detector: SpeechDetector | undefined;
  #sampleRate = 0;
  #heardMs = 0;
  /** The recognition that began in a pause. If the pause turns out to be the end, it is nearly done already. */
  #early: { readonly speechEnd: number; readonly result: Promise<Transcript> } | undefined;
  #samplesSinceInterim = 0;
  #interimRunning = false;
  #turn = 0;
  #lastTurn: Promise<void> = Promise.resolve();

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  push({ samples, sampleRate }: Pcm): void {
    if (!this.#detector || sampleRate !== this.#sampleRate) {
      this.#detector = new SpeechDetector({ sampleRate, silenceMs: this.#options.silenceMs });
      this.#sampleRate = sampleRate;
    }
    this.#heardMs += durationMs({ samples, sampleRate });
    for (const event of this.#detector.push(samples)) this.#react(event);
    if (this.#detector.speaking) this.#transcribeSoFar(this.#detector, samples.length);
  }

  /** The stream is over, or paused. */
  flush(): void {
    const event = this.#detector?.flush();
    if (event) this.#react(event);
  }

  #react(event: SpeechEvent): void {
    switch (event.type) {
      case 'start':
        this.#samplesSinceInterim = 0;
        this.#options.speechStarted?.(this.#heardMs);
        break;
      case 'pause': {
        const result = this.#transcribe(event.speech);
        this.#early = { speechEnd: event.speechEnd, result };
        void this.#reportSoFar(result);
        break;
      }
      case 'end': {
        this.#options.speechEnded?.(this.#heardMs);
        const early = this.#early?.speechEnd === event.speechEnd ? this.#early.result : undefined;
        this.#endTurn(early ?? this.#transcribe(event.speech));
        break;
      }
    }
  }

  #transcribeSoFar(detector: SpeechDetector, newSamples: number): void {
    this.#samplesSinceInterim += newSamples;
    const due = (this.#samplesSinceInterim / this.#sampleRate) * 1000 >= INTERIM_EVERY_MS;
    // An interim result is a courtesy: it never makes a final one wait.
    if (!due || !this.#options.heardSoFar || this.#interimRunning || this.#options.recognizer.busy)
      return;
    this.#samplesSinceInterim = 0;
    void this.#reportSoFar(this.#transcribe(detector.speechSoFar()));
  }

  async #reportSoFar(result: Promise<Transcript>): Promise<void> {
    const turn = this.#turn;
    this.#interimRunning = true;
    try {
      const transcript = await result;
      if (turn === this.#turn && transcript.text !== '') this.#options.heardSoFar?.(transcript);
    } catch (error) {
      this.#options.failed(error);
    } finally {
      this.#interimRunning = false;
    }
  }

  #endTurn(result: Promise<Transcript>): void {
    this.#turn++;
    this.#early = undefined;
    this.#lastTurn = this.#report(this.#lastTurn, result);
  }

  async #report(previousTurn: Promise<void>, result: Promise<Transcript>): Promise<void> {
    try {
      await previousTurn;
      const transcript = await result;
      if (transcript.text !== '') this.#options.heard(transcript);
    } catch (error) {
      this.#options.failed(error);
    }
  }

  #transcribe(samples: Int16Array): Promise<Transcript> {
    return this.#options.recognizer.transcribe({ samples, sampleRate: this.#sampleRate });
  }
}
