import { RpcMethod } from '@bakebot/protocol';
import type { RoomService } from './room-service.ts';

/** How long the agent may take to come into a new room, in ms. Until then nobody else is sent for. */
const ARRIVAL_MS = 15_000;

/** How long an agent that has just come may not know the question yet, in ms. */
const SETTLING_MS = 1500;

const RETRY_MS = 250;

/**
 * What was found when somebody may come back into a room: no room, an agent on its way, one that answers, or none that
 * does. Then the room was deleted, and the next join makes it anew.
 */
export type Return = 'no_room' | 'agent_awaited' | 'agent_answers' | 'room_replaced';

export type Clock = {
  now(): number;
  sleep(ms: number): Promise<void>;
};

/**
 * Makes sure that whoever joins a room whose name comes again meets exactly one agent, which answers.
 *
 * LiveKit dispatches an agent when a join creates the room, and only then: what it created one agent for stays at one,
 * and a room whose agent is dead gets another only by being deleted. Asking the agent, rather than looking for it,
 * finds those out that LiveKit still shows: a killed process stays in the list for a quarter of a minute.
 *
 * @throws when LiveKit does not answer
 */
export async function prepareReturn(
  name: string,
  rooms: Pick<RoomService, 'find' | 'listAgents' | 'doesAnswer' | 'deleteRoom'>,
  clock: Clock,
): Promise<Return> {
  const [room] = await rooms.find([name]);
  if (!room) return 'no_room';
  const agents = await rooms.listAgents(name);
  if (agents.length === 0 && clock.now() - room.createdAt < ARRIVAL_MS) return 'agent_awaited';
  const patience = clock.now() + SETTLING_MS;
  while (agents.length > 0) {
    const answers = await Promise.all(
      agents.map((agent) => rooms.doesAnswer(name, agent, RpcMethod.ping)),
    );
    if (answers.some(Boolean)) return 'agent_answers';
    if (clock.now() >= patience) break;
    await clock.sleep(RETRY_MS);
  }
  await rooms.deleteRoom(name);
  return 'room_replaced';
}
