import type { Room } from '@livekit/rtc-node';
import * as z from 'zod';

const OpenedStream = z.object({
  info: z.object({ streamId: z.string(), attachedStreamIds: z.array(z.string()) }),
});

/** Text streams whose attachments are kept until they are read. */
const MAX_REMEMBERED = 50;

/** Returns the ids of the byte streams attached to a text stream, once. */
export type AttachedStreams = (textStreamId: string) => readonly string[];

/**
 * Finds the byte streams that a stock LiveKit client attaches to a text stream.
 *
 * **Cause**: the header of a text stream lists them and LiveKit's native code passes them on, but `@livekit/rtc-node` (0.13.35)
 * omits them from the stream's `info`.
 *
 * **Can go** when `info` includes them: `attached-streams.test.ts` then fails.
 */
export function watchAttachedStreams(room: Room): AttachedStreams {
  const method = 'handleTextStreamOpened';
  const original: unknown = Reflect.get(room, method);
  const attached = new Map<string, readonly string[]>();
  if (typeof original !== 'function') throw new TypeError(`rtc-node no longer has ${method}`);
  Object.defineProperty(room, method, {
    value: (...args: unknown[]): unknown => {
      const info = OpenedStream.safeParse(args[0]).data?.info;
      if (info && info.attachedStreamIds.length > 0) {
        attached.set(info.streamId, info.attachedStreamIds);
        const [oldest] = attached.keys();
        if (attached.size > MAX_REMEMBERED && oldest !== undefined) attached.delete(oldest);
      }
      return Reflect.apply(original, room, args);
    },
  });
  return (textStreamId) => {
    const ids = attached.get(textStreamId) ?? [];
    attached.delete(textStreamId);
    return ids;
  };
}
