import { errorFields, log } from '../platform/log.ts';
import { stubFor } from '../platform/subject-stub.ts';
import { toFreshRoomName, toLastingRoomName } from './names.ts';
import type { RejoinState } from './rejoin.ts';
import type { SubjectRoomsNamespace } from './subject-rooms.ts';

/** Bytes of randomness in a fresh room's name. */
const ROOM_ENTROPY_BYTES = 16;

export type RoomChoice = {
  readonly subject: string;
  readonly pseudonym: string;
  /** Selects a lasting room; `undefined` selects a fresh one. */
  readonly name: string | undefined;
};

export type ChosenRoom = {
  readonly room: string;
  readonly isLasting: boolean;
  /** State in which a lasting room was found. */
  readonly found?: RejoinState;
};

/**
 * Chooses the room that a token opens. Falls back to a fresh room when LiveKit cannot report on a lasting one: the
 * stable name is a convenience, an agent that answers is a promise.
 */
export async function chooseRoom(
  { subject, pseudonym, name }: RoomChoice,
  namespace?: SubjectRoomsNamespace,
): Promise<ChosenRoom> {
  if (namespace && name !== undefined) {
    const room = await toLastingRoomName(pseudonym, name);
    try {
      const found = await (await stubFor(namespace, subject)).ensureAgent(room);
      if (found) return { room, isLasting: true, found };
    } catch (error) {
      log('error', 'failed to call SubjectRooms', errorFields(error));
    }
  }
  const random = crypto.getRandomValues(new Uint8Array(ROOM_ENTROPY_BYTES));
  return { room: toFreshRoomName(pseudonym, random), isLasting: false };
}
