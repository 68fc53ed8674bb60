import { type Room, RoomEvent } from '@livekit/rtc-node';

const EVENTS = [RoomEvent.TrackPublished, RoomEvent.LocalTrackPublished] as const;

/**
 * Does something with a room, and tells how to take back the listeners that it has put there.
 *
 * **Cause**: a session of the framework (1.9.0) leaves eight listeners on its room when it closes, and with them all that it
 * consisted of. A job that replaces its sessions would grow with each.
 *
 * **Can go** when a closed session leaves none: `room-listeners.test.ts` fails then.
 */
export async function withRoomListeners(
  room: Room,
  work: () => Promise<void>,
): Promise<() => void> {
  const before = EVENTS.map((event) => new Set(room.listeners(event)));
  await work();
  const added = EVENTS.map((event, at) =>
    room.listeners(event).filter((listener) => !before[at]?.has(listener)),
  );
  const emitter: NodeJS.EventEmitter = room;
  return () => {
    for (const [at, event] of EVENTS.entries()) {
      for (const listener of added[at] ?? []) emitter.off(event, listener);
    }
  };
}
