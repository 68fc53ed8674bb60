import { RpcMethod } from '@bakebot/protocol';
import type { LiveKitRooms } from './livekit-rooms.ts';

/** How long a dispatched agent may take to join a new room, in ms. Until then no other agent is dispatched. */
const JOIN_MS = 15_000;

/** How long an agent that has just joined may not have registered its ping method yet, in ms. */
const REGISTRATION_MS = 1500;

const RETRY_MS = 250;

/**
 * State of a room before a user joins it: it does not exist; its agent is on the way; its agent answers; or no agent
 * answered and the room was deleted, so that the join creates it again.
 */
export type RejoinState = 'no_room' | 'agent_awaited' | 'agent_answers' | 'room_replaced';

export type Clock = {
  now(): number;
  sleep(ms: number): Promise<void>;
};

/**
 * Ensures that a user who joins a lasting room meets exactly one agent, and that it answers.
 *
 * LiveKit dispatches an agent only when a join creates the room, and never a second one: a room whose agent has died
 * gets another only after it is deleted. The agent is pinged rather than listed, because LiveKit lists a killed process
 * for another 15 s.
 *
 * @throws when LiveKit does not respond
 */
export async function ensureAgent(
  name: string,
  rooms: Pick<LiveKitRooms, 'find' | 'listParticipants' | 'isAnswering' | 'deleteRoom'>,
  clock: Clock,
): Promise<RejoinState> {
  const [room] = await rooms.find([name]);
  if (!room) return 'no_room';
  const participants = await rooms.listParticipants(name);
  const agents = participants.filter(({ isActiveAgent }) => isActiveAgent);
  if (agents.length === 0 && clock.now() - room.createdAt < JOIN_MS) return 'agent_awaited';
  const deadline = clock.now() + REGISTRATION_MS;
  while (agents.length > 0) {
    const answers = await Promise.all(
      agents.map(({ identity }) => rooms.isAnswering(name, identity, RpcMethod.ping)),
    );
    if (answers.some(Boolean)) return 'agent_answers';
    if (clock.now() >= deadline) break;
    await clock.sleep(RETRY_MS);
  }
  await rooms.deleteRoom(name);
  return 'room_replaced';
}
