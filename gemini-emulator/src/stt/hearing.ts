import { loudness, type Pcm } from '../audio/pcm.ts';
import { WorkerEngine } from '../worker-pool/worker-engine.ts';
import { MIN_LOUDNESS, type Transcript } from './moonshine.ts';

/** Understands what is said. */
export type Hearing = {
  /** Whether somebody is being listened to right now: what is not urgent should wait. */
  readonly busy: boolean;
  /** Gets ready, unless it is: somebody is about to speak. */
  wake(): void;
  /** What was said; an empty text when nothing was. */
  transcribe(sound: Pcm): Promise<Transcript>;
  close(): Promise<void>;
};

/** Recognises English speech, in a thread of its own. Takes 50-300 ms for a short sentence. */
export class SpeechRecognition implements Hearing {
  readonly #engine = new WorkerEngine<Pcm, Transcript>(
    new URL('./hearing-thread.ts', import.meta.url),
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

/** Knows beforehand what is said, and takes no time: whatever it hears, it is these words. */
export class RehearsedHearing implements Hearing {
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
