import type { Pcm } from '../audio/pcm.ts';
import { WorkerEngine } from '../engine/worker-engine.ts';
import type { Transcript } from './moonshine.ts';

/** Recognises English speech, in a thread of its own. */
export class Hearing {
  readonly #engine = new WorkerEngine<Pcm, Transcript>(
    new URL('./hearing-thread.ts', import.meta.url),
  );

  /** Whether somebody is being listened to right now: what is not urgent should wait. */
  get busy(): boolean {
    return this.#engine.busy;
  }

  /** What was said; an empty text when nothing was. Takes 50-300 ms for a short sentence. */
  transcribe(sound: Pcm): Promise<Transcript> {
    return this.#engine.run(sound);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}
