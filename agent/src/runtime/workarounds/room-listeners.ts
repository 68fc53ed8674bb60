import { type Room, RoomEvent } from '@livekit/rtc-node';

const EVENTS = [RoomEvent.TrackPublished, RoomEvent.LocalTrackPublished] as const;

/**
 * Runs `work`, and returns a function that removes the room listeners that it added.
 *
 * **Cause**: a closed session of the framework (1.9.0) leaves eight listeners on its room, which keep the whole session in
 * memory. A job would grow with every session that it replaces.
 *
 * **Can go** when a closed session leaves none: `room-listeners.test.ts` then fails.
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
