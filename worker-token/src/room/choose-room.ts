import { errorFields, log } from '../log.ts';
import { objectOf } from '../subject-object.ts';
import type { Return } from './returning.ts';
import type { RoomKeepers } from './room-keeper.ts';
import { freshRoom, namedRoom } from './room-name.ts';

/** Bytes of randomness in a fresh room's name. */
const ROOM_ENTROPY_BYTES = 16;

export type RoomWish = {
  readonly subject: string;
  readonly pseudonym: string;
  /** The name of a room that may exist already; without it, a fresh one is wanted. */
  readonly name: string | undefined;
};

export type ChosenRoom = {
  readonly room: string;
  readonly isLasting: boolean;
  /** What was found in a room that may have existed. */
  readonly found?: Return;
};

/**
 * The room that a token is for. When LiveKit cannot be asked what is in a lasting one, it is a fresh one after all: the
 * name is a convenience, and an agent that answers is a promise.
 */
export async function chooseRoom(wish: RoomWish, keepers?: RoomKeepers): Promise<ChosenRoom> {
  const { subject, pseudonym, name } = wish;
  if (keepers && name !== undefined) {
    const room = await namedRoom(pseudonym, name);
    try {
      const found = await (await objectOf(keepers, subject)).prepareReturn(room);
      if (found) return { room, isLasting: true, found };
    } catch (error) {
      log('error', 'room keeper could not be asked', errorFields(error));
    }
  }
  const random = crypto.getRandomValues(new Uint8Array(ROOM_ENTROPY_BYTES));
  return { room: freshRoom(pseudonym, random), isLasting: false };
}
