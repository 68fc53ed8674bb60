import type { TextStream } from '../platform/room.ts';

type Entry =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'drained'; readonly resolve: () => void }
  | { readonly type: 'end' }
  | { readonly type: 'broken' };

let streams = 0;

/** A text stream written by the test. Needs no `ReadableStream` of the runtime. */
export class FakeTextStream implements TextStream {
  readonly info: TextStream['info'];
  readonly #entries: Entry[] = [];
  #wake: () => void = () => undefined;

  constructor(attributes: Record<string, string>) {
    streams += 1;
    this.info = { id: `stream-${streams}`, attributes };
  }

  write(text: string): void {
    this.#add({ type: 'text', text });
  }

  /** Resolves when the reader has read everything written so far. */
  drained(): Promise<void> {
    return new Promise((resolve) => this.#add({ type: 'drained', resolve }));
  }

  end(): void {
    this.#add({ type: 'end' });
  }

  /** Fails the stream, as when its sender disconnects. */
  break(): void {
    this.#add({ type: 'broken' });
  }

  async readAll(): Promise<string> {
    let text = '';
    for await (const chunk of this) text += chunk;
    return text;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (;;) {
      const entry = this.#entries.shift();
      switch (entry?.type) {
        case 'text':
          yield entry.text;
          break;
        case 'drained':
          entry.resolve();
          break;
        case 'end':
          return;
        case 'broken':
          throw new Error('stream ended abnormally');
        case undefined:
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
      }
    }
  }

  #add(entry: Entry): void {
    this.#entries.push(entry);
    this.#wake();
  }
}
