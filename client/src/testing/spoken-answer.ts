import type { FakeTextStream } from './fake-text-stream.ts';

/** An answer that the agent is giving. */
export class SpokenAnswer {
  readonly #stream: FakeTextStream;
  readonly #finish: (text: string) => void;
  #text = '';

  constructor(stream: FakeTextStream, finish: (text: string) => void) {
    this.#stream = stream;
    this.#finish = finish;
  }

  /** Says more. Resolves when the state shows it. */
  async says(words: string): Promise<void> {
    this.#text += words;
    this.#stream.write(words);
    await this.#stream.taken();
  }

  /** All is said. */
  ends(): void {
    this.#stream.end();
    this.#finish(this.#text);
  }
}
