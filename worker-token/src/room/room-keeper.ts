import type { Return } from './returning.ts';

/** A token that opens a room until then, and how many rooms its subject may have at once. */
export type WatchOrder = { readonly room: string; readonly until: number; readonly cap: number };

/** The rooms of one subject: a stub of `SubjectRooms`. */
export type RoomKeeper = {
  /** What was found in the room; nothing when LiveKit cannot be asked. */
  prepareReturn(room: string): Promise<Return | undefined>;
  watch(order: WatchOrder): Promise<void>;
};

/** All of them: Cloudflare's namespace, as far as it is used. */
export type RoomKeepers = { getByName(name: string): RoomKeeper };
