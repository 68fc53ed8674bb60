import type { FakeTextStream } from './fake-text-stream.ts';

/** An answer that the agent is streaming. */
export class SpokenAnswer {
  readonly #stream: FakeTextStream;
  readonly #finish: (text: string) => void;
  #text = '';

  constructor(stream: FakeTextStream, finish: (text: string) => void) {
    this.#stream = stream;
    this.#finish = finish;
  }

  /** Adds text. Resolves when the state shows it. */
  async says(words: string): Promise<void> {
    this.#text += words;
    this.#stream.write(words);
    await this.#stream.drained();
  }

  /** Completes the answer. */
  ends(): void {
    this.#stream.end();
    this.#finish(this.#text);
  }
}
