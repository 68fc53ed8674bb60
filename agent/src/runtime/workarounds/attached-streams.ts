import type { Room } from '@livekit/rtc-node';
import * as z from 'zod';

const OpenedStream = z.object({
  info: z.object({ streamId: z.string(), attachedStreamIds: z.array(z.string()) }),
});

/** Texts whose attachments are remembered until they are asked for. */
const MAX_REMEMBERED = 50;

/** Which byte streams belong to a text stream: asked for once, when the text comes. */
export type AttachedStreams = (textStreamId: string) => readonly string[];

/**
 * Tells which byte streams a text stream of a stock LiveKit client announces as its attachments.
 *
 * **Cause**: the header of a text stream names them, and LiveKit's native code hands them on. `@livekit/rtc-node` (0.13.35)
 * leaves them out of the stream's `info`.
 *
 * **Can go** when `info` has them: `attached-streams.test.ts` fails then.
 */
export function watchAttachedStreams(room: Room): AttachedStreams {
  const method = 'handleTextStreamOpened';
  const original: unknown = Reflect.get(room, method);
  const attached = new Map<string, readonly string[]>();
  if (typeof original !== 'function') throw new TypeError(`rtc-node has no ${method} any more`);
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
