import type { LocalParticipant, Room } from '@livekit/rtc-node';
import type { Sender } from './outbox.ts';

/** The agent's own participant. @throws before the room is joined */
export function localParticipant(room: Room): LocalParticipant {
  if (!room.localParticipant) throw new Error('the room is not joined');
  return room.localParticipant;
}

/** Sends into a room that may not be joined yet. */
export function roomSender(room: Room): Sender {
  return {
    publishData: (data, options) => localParticipant(room).publishData(data, options),
    sendText: (text, options) => localParticipant(room).sendText(text, options),
    performRpc: async (call) => localParticipant(room).performRpc(call),
  };
}
