import { CHAT_TOPIC, IMAGE_TOPIC, MESSAGE_TOPIC } from '@bakebot/protocol';
import { type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import type { Outbox } from '../outputs/outbox.ts';
import type { TurnManager } from '../turns/turn-manager.ts';
import { watchAttachedStreams } from '../workarounds/attached-streams.ts';
import { ChatAttachments } from './chat-attachments.ts';
import { MessageInbox } from './message-inbox.ts';
import type { PhotoInbox } from './photos/photo-inbox.ts';

/**
 * Takes what the user, and nobody else, sends into the room. Register before the room is joined: what arrives with no
 * handler is lost.
 */
export function registerInputs(
  room: Room,
  identity: string,
  turns: Pick<TurnManager, 'take'>,
  pictures: PhotoInbox,
  outbox: Outbox,
): void {
  const attachments = new ChatAttachments();
  const messages = new MessageInbox(turns, pictures, attachments, outbox);
  const attachedTo = watchAttachedStreams(room);
  // Who comes back may be heard before LiveKit tells that they are there. Nobody else can be: the room is for one.
  const isUser = (sender: RemoteParticipant | undefined) =>
    sender ? sender.identity === identity : !room.remoteParticipants.has(identity);
  room.on(RoomEvent.DataReceived, (payload, sender, _kind, topic) => {
    if (isUser(sender) && topic === MESSAGE_TOPIC) messages.acceptPacket(payload);
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
