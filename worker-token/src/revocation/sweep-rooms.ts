import type { LiveKitRooms } from '../room/livekit-rooms.ts';
import { classifyRoom, decodeOrigin, ORIGIN_ATTRIBUTE } from '../room/names.ts';
import { covers, type Sweep } from './revocation-record.ts';

type Rooms = Pick<LiveKitRooms, 'list' | 'listParticipants' | 'remove'>;

/**
 * Removes the participants that sweeps cover from the rooms of their subject. One list of rooms serves all sweeps.
 *
 * @returns the number of participants that each sweep removed
 * @throws when LiveKit does not respond
 */
export async function sweepRooms(
  sweeps: readonly Sweep[],
  rooms: Rooms,
  now: number,
): Promise<readonly number[]> {
  const removed = sweeps.map(() => 0);
  for (const { name } of await rooms.list()) {
    for (const [index, sweep] of sweeps.entries()) {
      if (!(await isCovered(sweep, name, rooms))) continue;
      if (await rooms.remove(name, sweep.identity, now)) removed[index] = (removed[index] ?? 0) + 1;
    }
  }
  return removed;
}

/** A fresh room belongs to one token, which its name tells; a lasting room to the token of the user who is in it. */
async function isCovered(sweep: Sweep, name: string, rooms: Rooms): Promise<boolean> {
  const room = classifyRoom(name, sweep.roomPrefix);
  if (!room) return false;
  if (room.kind === 'fresh') return covers(sweep, room.origin);
  const participants = await rooms.listParticipants(name);
  const user = participants.find(({ identity }) => identity === sweep.identity);
  return user !== undefined && covers(sweep, decodeOrigin(user.attributes[ORIGIN_ATTRIBUTE]));
}
