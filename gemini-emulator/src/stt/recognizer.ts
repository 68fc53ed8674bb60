import { loudness, type Pcm } from '../audio/pcm.ts';
import { JobThread } from '../threads/job-thread.ts';
import { MIN_LOUDNESS, type Transcript } from './moonshine.ts';

/** Transcribes speech. */
export type Recognizer = {
  /** Whether a transcription is running: less urgent ones should wait. */
  readonly busy: boolean;
  /** Loads the model, because speech is about to arrive. */
  wake(): void;
  /** The transcript; an empty text for silence. */
  transcribe(sound: Pcm): Promise<Transcript>;
  close(): Promise<void>;
};

/** Transcribes English speech in a thread of its own. Takes 50-300 ms for a short sentence. */
export class MoonshineRecognizer implements Recognizer {
  readonly #engine = new JobThread<Pcm, Transcript>(
    new URL('./recognizer-thread.ts', import.meta.url),
  );

  get busy(): boolean {
    return this.#engine.busy;
  }

  /** Loads the model, which takes 0.5-2 s. */
  wake(): void {
    this.#engine.start();
  }

  transcribe(sound: Pcm): Promise<Transcript> {
    return this.#engine.run(sound);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}

/** Returns the same words for any speech, at once: for benchmarks. */
export class CannedRecognizer implements Recognizer {
  readonly busy = false;
  readonly #words: string;

  constructor(words: string) {
    this.#words = words;
  }

  wake(): void {}

  async transcribe({ samples }: Pcm): Promise<Transcript> {
    return { text: loudness(samples) < MIN_LOUDNESS ? '' : this.#words, confidence: 1 };
  }

  async close(): Promise<void> {}
}
