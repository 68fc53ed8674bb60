import { describe, expect, it } from 'vitest';
import { readStream, type StreamReader } from './read-stream.ts';

class FakeReader implements StreamReader<string> {
  readonly info: { readonly totalSize?: number };
  closed = false;
  readonly #chunks: AsyncIterable<string>;

  constructor(chunks: AsyncIterable<string>, totalSize?: number) {
    this.#chunks = chunks;
    this.info = totalSize === undefined ? {} : { totalSize };
  }

  [Symbol.asyncIterator](): AsyncIterator<string> {
    return this.#chunks[Symbol.asyncIterator]();
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

const LIMITS = { bytes: 10, stallMs: 1000, totalMs: 1000 };

async function* streamOf(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

describe('readStream', () => {
  it('returns the chunks in order', async () => {
    const reader = new FakeReader(streamOf('a', 'b'));
    expect(await readStream(reader, LIMITS)).toEqual({ ok: true, chunks: ['a', 'b'] });
  });

  it('rejects a stream that announces too many bytes, without reading it', async () => {
    const reader = new FakeReader(streamOf('a'), 11);
    expect(await readStream(reader, LIMITS)).toEqual({ ok: false, failure: 'too_large' });
    expect(reader.closed).toBe(true);
  });

  it('rejects a stream that exceeds the limit, counted in bytes, not characters', async () => {
    const reader = new FakeReader(streamOf('äöü', 'äöü'), 6);
    expect(await readStream(reader, LIMITS)).toEqual({ ok: false, failure: 'too_large' });
    expect(reader.closed).toBe(true);
  });

  it('times out on a stream that stalls', async () => {
    const stalled: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }),
    };
    const reader = new FakeReader(stalled);
    expect(await readStream(reader, { ...LIMITS, stallMs: 5 })).toEqual({
      ok: false,
      failure: 'incomplete',
    });
    expect(reader.closed).toBe(true);
  });

  it('times out on a stream that never ends', async () => {
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        yield '';
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const reader = new FakeReader(endless());
    const result = await readStream(reader, { ...LIMITS, totalMs: 5 });
    expect(result).toEqual({ ok: false, failure: 'incomplete' });
    expect(reader.closed).toBe(true);
  });

  it('reports a stream whose sender aborts as incomplete', async () => {
    async function* aborted(): AsyncGenerator<string> {
      yield 'a';
      throw new Error('aborted');
    }
    expect(await readStream(new FakeReader(aborted()), LIMITS)).toEqual({
      ok: false,
      failure: 'incomplete',
    });
  });
});
