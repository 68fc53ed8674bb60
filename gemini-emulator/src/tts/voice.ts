import { JobThread } from '../threads/job-thread.ts';
import type { Language } from './language.ts';
import { splitIntoSentences } from './sentences.ts';
import type { TtsJob, SpokenSentence } from './tts-job.ts';

/** Gemini's speech: 24 kHz, 16 bit, mono. */
export const SPEECH_SAMPLE_RATE = 24_000;

export type Utterance = { readonly text: string; readonly samples: Int16Array };

/** Speaks, sentence by sentence, in a thread of its own. */
export class Voice {
  readonly #engine = new JobThread<TtsJob, SpokenSentence>(
    new URL('./tts-thread.ts', import.meta.url),
  );
  readonly #remembers: boolean;
  readonly #said = new Map<string, Promise<SpokenSentence>>();

  /** @param remembers whether to cache every sentence, without a limit: for benchmarks */
  constructor({ remembers = false } = {}) {
    this.#remembers = remembers;
  }

  /** Yields each sentence as soon as it is synthesised, so that a long answer begins as fast as a short one. */
  async *speak(text: string, language: Language | undefined): AsyncGenerator<Utterance> {
    for (const sentence of splitIntoSentences(text)) {
      const { samples } = await this.#say({
        text: sentence,
        language,
        sampleRate: SPEECH_SAMPLE_RATE,
      });
      yield { text: sentence, samples };
    }
  }

  #say(job: TtsJob): Promise<SpokenSentence> {
    if (!this.#remembers) return this.#engine.run(job);
    const key = JSON.stringify(job);
    const said = this.#said.get(key) ?? this.#engine.run(job);
    this.#said.set(key, said);
    return said;
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}
