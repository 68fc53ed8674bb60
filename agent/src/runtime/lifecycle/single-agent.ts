import { AGENT_STATE_ATTRIBUTE } from '@bakebot/protocol';
import { ParticipantKind, type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import { withTimeout } from '../async/with-timeout.ts';

/** Time for an earlier agent to leave, in ms: its user may have rejoined while it was leaving. */
const HANDOVER_MS = 10_000;

/**
 * Ensures that a room has one agent. A room may get two dispatches, because the token service sends another one when it
 * cannot tell whether an agent is on its way.
 *
 * @returns whether this agent may stay: the room has no other, or the other leaves in time
 */
export async function isSingleAgent(room: Room): Promise<boolean> {
  if (!otherAgent(room)) return true;
  const alone = Promise.withResolvers<boolean>();
  const check = (): void => {
    if (!otherAgent(room)) alone.resolve(true);
  };
  room.on(RoomEvent.ParticipantDisconnected, check);
  const isAlone = await withTimeout(HANDOVER_MS, alone.promise);
  room.off(RoomEvent.ParticipantDisconnected, check);
  return isAlone === true;
}

/** An agent that is running already; of two that are starting, the one whose identity sorts first. */
function otherAgent(room: Room): RemoteParticipant | undefined {
  const own = room.localParticipant?.identity ?? '';
  return [...room.remoteParticipants.values()].find(
    ({ kind, identity, attributes }) =>
      kind === ParticipantKind.AGENT && (AGENT_STATE_ATTRIBUTE in attributes || identity < own),
  );
}
