import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';

/** 8 bits a channel, upright. */
const Pixels = z.object({
  width: z.int(),
  height: z.int(),
  rgba: z.instanceof(Uint8ClampedArray),
});

const Messages = z.tuple([z.union([Pixels, z.literal('too_many_pixels')])]);

export type HeicLimits = {
  /** The header is checked against both before the pixels are decoded. */
  readonly side: number;
  readonly pixels: number;
  /** Of libheif. */
  readonly memoryBytes: number;
  readonly timeMs: number;
};

/**
 * Decodes the HEIC photo of an iPhone in a thread that is ended after a time-out: libheif takes about a second for 12
 * megapixels, and limits neither its time nor its memory.
 *
 * @throws when the file is damaged, or when decoding takes too long or too much memory
 */
export async function decodeHeic(
  bytes: Buffer,
  limits: HeicLimits,
): Promise<z.infer<typeof Pixels> | 'too_many_pixels'> {
  const workerData = { bytes, limits };
  const url = new URL('./heic-thread.ts', import.meta.url);
  // Captured and dropped: libheif prints what is wrong with a file.
  const thread = new Worker(url, { workerData, stdout: true, stderr: true });
  try {
    // It rejects when the thread fails, as `once` does for every `error` event.
    const messages: unknown = await once(thread, 'message', {
      signal: AbortSignal.timeout(limits.timeMs),
    });
    return Messages.parse(messages)[0];
  } finally {
    await thread.terminate();
  }
}
