import { parentPort, workerData } from 'node:worker_threads';
import decoder from 'heic-decode';
import * as z from 'zod';

/** Of WebAssembly. */
const PAGE_BYTES = 64 * 1024;

const { bytes, limits } = z
  .object({
    bytes: z.instanceof(Uint8Array),
    limits: z.object({ side: z.number(), pixels: z.number(), memoryBytes: z.number() }),
  })
  .parse(workerData);

limitMemory(limits.memoryBytes);
const [photo] = await decoder.all({ buffer: bytes });
if (!photo) throw new Error('the file has no photo');
const { width, height } = photo;
if (Math.max(width, height) > limits.side || width * height > limits.pixels) {
  answer('too_many_pixels');
} else {
  const { data: rgba } = await photo.decode();
  answer({ width, height, rgba });
}

function answer(message: unknown): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(message);
}

/** A file may announce a small photo and contain a huge one. Each thread has its own copy of what is changed here. */
function limitMemory(maxBytes: number): void {
  const { prototype } = WebAssembly.Memory;
  const grow: unknown = Reflect.get(prototype, 'grow');
  if (typeof grow !== 'function') throw new TypeError('WebAssembly memory cannot grow');
  prototype.grow = function (pages): number {
    if (this.buffer.byteLength + pages * PAGE_BYTES > maxBytes) {
      throw new RangeError('out of memory');
    }
    return z.number().parse(Reflect.apply(grow, this, [pages]));
  };
}
