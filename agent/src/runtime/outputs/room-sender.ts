import type { LocalParticipant, Room } from '@livekit/rtc-node';
import type { Sender } from './outbox.ts';

/** The agent's participant. @throws before the room is joined */
export function localParticipant(room: Room): LocalParticipant {
  if (!room.localParticipant) throw new Error('the room is not joined');
  return room.localParticipant;
}

/** A sender that can be created before the room is joined. */
export function roomSender(room: Room): Sender {
  return {
    publishData: (data, options) => localParticipant(room).publishData(data, options),
    sendText: (text, options) => localParticipant(room).sendText(text, options),
    performRpc: async (call) => localParticipant(room).performRpc(call),
  };
}
