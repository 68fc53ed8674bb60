import { withTimeout } from '../../async/with-timeout.ts';

export type StreamFailure = 'too_large' | 'incomplete';

export type StreamResult<T> =
  | { readonly ok: true; readonly chunks: readonly T[] }
  | { readonly ok: false; readonly failure: StreamFailure };

/** The part of LiveKit's stream readers that `readStream` needs. */
export type StreamReader<T> = AsyncIterable<T> & {
  readonly info: { readonly totalSize?: number | undefined };
  close(): Promise<void>;
};

export type StreamLimits = {
  readonly bytes: number;
  /** Longest time between two chunks, in ms. */
  readonly stallMs: number;
  /** Longest time for the whole stream, in ms. */
  readonly totalMs: number;
};

/**
 * Reads a LiveKit text or byte stream within limits, because LiveKit sets none: a stream may announce 5 GB, and a stalled one
 * stays open until the room closes.
 */
export async function readStream<T extends string | Uint8Array>(
  reader: StreamReader<T>,
  { bytes: maxBytes, stallMs, totalMs }: StreamLimits,
): Promise<StreamResult<T>> {
  const until = performance.now() + totalMs;
  try {
    if ((reader.info.totalSize ?? 0) > maxBytes) return { ok: false, failure: 'too_large' };
    const chunks: T[] = [];
    let bytes = 0;
    const iterator = reader[Symbol.asyncIterator]();
    for (;;) {
      const waitMs = Math.max(0, Math.min(stallMs, until - performance.now()));
      const next = await withTimeout(waitMs, iterator.next());
      if (!next) return { ok: false, failure: 'incomplete' };
      if (next.done) return { ok: true, chunks };
      bytes += Buffer.byteLength(next.value);
      if (bytes > maxBytes) return { ok: false, failure: 'too_large' };
      chunks.push(next.value);
    }
  } catch {
    // LiveKit ends a stream with an error when its sender aborts it or disconnects.
    return { ok: false, failure: 'incomplete' };
  } finally {
    // Unless it is closed, an unread reader holds its buffers until the process ends.
    await reader.close();
  }
}
