import { IMAGE_TOPIC, MAX_PACKET_BYTES, MESSAGE_TOPIC, type UserMessage } from '@bakebot/protocol';
import type { PreparedPicture } from './platform.ts';
import type { LocalParticipant } from './room.ts';

/** Sends a message as a reliable packet, or as a text stream above a packet's size. */
export async function sendMessage(
  participant: LocalParticipant,
  agent: string,
  message: UserMessage,
): Promise<void> {
  const json = JSON.stringify(message);
  const bytes = new TextEncoder().encode(json);
  const options = { topic: MESSAGE_TOPIC, destinationIdentities: [agent] };
  if (bytes.byteLength <= MAX_PACKET_BYTES) {
    await participant.publishData(bytes, { ...options, reliable: true });
  } else {
    await participant.sendText(json, options);
  }
}

/** Sends a turn's pictures, one at a time: livekit-client has broken its channel on several at once. */
export async function sendPictures(
  participant: LocalParticipant,
  agent: string,
  turnId: string,
  pictures: readonly PreparedPicture[],
): Promise<void> {
  for (const [index, { bytes, type }] of pictures.entries()) {
    await participant.sendBytes(bytes, {
      topic: IMAGE_TOPIC,
      destinationIdentities: [agent],
      name: `${turnId}-${index}`,
      mimeType: type,
      attributes: { turn_id: turnId, index: String(index), count: String(pictures.length) },
      // A JPEG is compressed already.
      compress: false,
    });
  }
}
