import { AGENT_STATE_ATTRIBUTE } from '@bakebot/protocol';
import { withTimeout } from '../async/with-timeout.ts';
import { ParticipantKind, type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';

/** How long an agent that was there first may take to leave, in ms: its user came back just as it was going. */
const HANDOVER_MS = 10_000;

/**
 * Sees to it that a room has one agent. Two dispatches may reach one room: a token service that is not sure whether an
 * agent is coming calls another.
 *
 * @returns whether this agent may stay: no other is there, or the other leaves in time
 */
export async function isSingleAgent(room: Room): Promise<boolean> {
  if (!otherAgent(room)) return true;
  const alone = Promise.withResolvers<true>();
  const look = (): void => {
    if (!otherAgent(room)) alone.resolve(true);
  };
  room.on(RoomEvent.ParticipantDisconnected, look);
  look();
  const result = await withTimeout(HANDOVER_MS, alone.promise, false);
  room.off(RoomEvent.ParticipantDisconnected, look);
  return result;
}

/** Another agent that is at work; or that has come at the same time, and whose name comes first. */
function otherAgent(room: Room): RemoteParticipant | undefined {
  const own = room.localParticipant?.identity ?? '';
  return [...room.remoteParticipants.values()].find(
    ({ kind, identity, attributes }) =>
      kind === ParticipantKind.AGENT && (AGENT_STATE_ATTRIBUTE in attributes || identity < own),
  );
}
