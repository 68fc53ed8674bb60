import type { TextStream } from '../platform/room.ts';

type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'mark'; readonly reached: () => void }
  | { readonly type: 'end' }
  | { readonly type: 'broken' };

let streams = 0;

/** A text stream that the test writes. It needs no streams of the runtime's. */
export class FakeTextStream implements TextStream {
  readonly info: TextStream['info'];
  readonly #pieces: Piece[] = [];
  #wake: () => void = () => undefined;

  constructor(attributes: Record<string, string>) {
    streams += 1;
    this.info = { id: `stream-${streams}`, attributes };
  }

  write(text: string): void {
    this.#add({ type: 'text', text });
  }

  /** Resolves when the reader has taken all that was written so far. */
  taken(): Promise<void> {
    return new Promise((reached) => this.#add({ type: 'mark', reached }));
  }

  end(): void {
    this.#add({ type: 'end' });
  }

  /** Its sender went away half way. */
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
      const piece = this.#pieces.shift();
      switch (piece?.type) {
        case 'text':
          yield piece.text;
          break;
        case 'mark':
          piece.reached();
          break;
        case 'end':
          return;
        case 'broken':
          throw new Error('abnormal end');
        case undefined:
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
      }
    }
  }

  #add(piece: Piece): void {
    this.#pieces.push(piece);
    this.#wake();
  }
}
