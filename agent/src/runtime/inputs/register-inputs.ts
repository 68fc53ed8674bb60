import { CHAT_TOPIC, IMAGE_TOPIC, MESSAGE_TOPIC } from '@bakebot/protocol';
import { type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import type { Outbox } from '../outputs/outbox.ts';
import type { TurnManager } from '../turns/turn-manager.ts';
import { watchAttachedStreams } from '../workarounds/attached-streams.ts';
import { ChatAttachments } from './text/chat-attachments.ts';
import { MessageInbox } from './text/message-inbox.ts';
import type { PhotoInbox } from './photos/photo-inbox.ts';

/**
 * Registers the handlers of the user's messages; those of other participants are dropped. Call it before the room is joined:
 * LiveKit drops messages that arrive before their handler is registered.
 */
export function registerInputs(
  room: Room,
  identity: string,
  turns: Pick<TurnManager, 'take' | 'receive' | 'fail'>,
  pictures: PhotoInbox,
  outbox: Outbox,
): void {
  const attachments = new ChatAttachments();
  const messages = new MessageInbox(turns, pictures, attachments, outbox);
  const attachedTo = watchAttachedStreams(room);
  // A packet of a user who reconnects may arrive before ParticipantConnected, without a sender. The room has no other users.
  const isUser = (sender: RemoteParticipant | undefined) =>
    sender ? sender.identity === identity : !room.remoteParticipants.has(identity);
  room.on(RoomEvent.DataReceived, (payload, sender, _kind, topic) => {
    // Apps written before this protocol send packets without a topic.
    const isMessage = !topic || topic === MESSAGE_TOPIC;
    if (isMessage && isUser(sender)) messages.acceptPacket(payload);
  });
  room.registerTextStreamHandler(MESSAGE_TOPIC, (stream, sender) => {
    void (sender.identity === identity ? messages.acceptMessageStream(stream) : stream.close());
  });
  room.registerTextStreamHandler(CHAT_TOPIC, (stream, sender) => {
    const attached = attachedTo(stream.info.streamId);
    const accept = (): Promise<void> => messages.acceptChatStream(stream, attached);
    void (sender.identity === identity ? accept() : stream.close());
  });
  room.registerByteStreamHandler(CHAT_TOPIC, (stream, sender) => {
    const accept = async (): Promise<void> =>
      pictures.acceptAt(await attachments.placeOf(stream.info.streamId), stream);
    void (sender.identity === identity ? accept() : stream.close());
  });
  room.registerByteStreamHandler(IMAGE_TOPIC, (stream, sender) => {
    void (sender.identity === identity ? pictures.accept(stream) : stream.close());
  });
}
