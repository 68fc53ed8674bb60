import { setTimeout as delay } from 'node:timers/promises';

/** Why a stream could not be read to its end. */
export type StreamFailure = 'too_large' | 'incomplete';

export type StreamResult<T> =
  | { readonly ok: true; readonly chunks: readonly T[] }
  | { readonly ok: false; readonly failure: StreamFailure };

/** The part of LiveKit's stream readers that is needed to read one with limits. */
export type StreamReader<T> = AsyncIterable<T> & {
  readonly info: { readonly totalSize?: number | undefined };
  close(): Promise<void>;
};

/**
 * Reads a LiveKit text or byte stream to its end, within limits. LiveKit itself sets neither: a stream may announce
 * 5 GB, and one that stalls is waited for until the room closes.
 *
 * @param maxBytes largest stream, in bytes
 * @param stallMs longest silence between two chunks, in ms
 */
export async function readStream<T extends string | Uint8Array>(
  reader: StreamReader<T>,
  maxBytes: number,
  stallMs: number,
): Promise<StreamResult<T>> {
  try {
    if ((reader.info.totalSize ?? 0) > maxBytes) return { ok: false, failure: 'too_large' };
    const chunks: T[] = [];
    let bytes = 0;
    const iterator = reader[Symbol.asyncIterator]();
    for (;;) {
      const next = await withTimeout(iterator.next(), stallMs);
      if (next === 'stalled') return { ok: false, failure: 'incomplete' };
      if (next.done) return { ok: true, chunks };
      bytes += Buffer.byteLength(next.value);
      if (bytes > maxBytes) return { ok: false, failure: 'too_large' };
      chunks.push(next.value);
    }
  } catch {
    // LiveKit ends a stream with an error when its sender aborts it or goes away.
    return { ok: false, failure: 'incomplete' };
  } finally {
    // A reader that is not read to its end holds its buffers for the rest of the process.
    await reader.close();
  }
}

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T | 'stalled'> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      work,
      delay(ms, 'stalled' as const, { signal: timer.signal }).catch(() => 'stalled' as const),
    ]);
  } finally {
    timer.abort();
  }
}
