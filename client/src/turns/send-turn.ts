import { IMAGE_TOPIC, MAX_PACKET_BYTES, MESSAGE_TOPIC, type UserMessage } from '@bakebot/protocol';
import type { PreparedPicture } from '../platform/platform.ts';
import type { LocalParticipant } from '../platform/room.ts';

/** Sends a message as a reliable data packet, or as a text stream when it exceeds a packet. */
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

/** Bytes sent between two checks for a cancellation. */
const CHUNK_BYTES = 48 * 1024;

export type PictureUpload = {
  readonly turnId: string;
  readonly pictures: readonly PreparedPicture[];
  /** @param progress of all pictures together, from 0 to 1 */
  readonly onProgress: (progress: number) => void;
  readonly isCancelled: () => boolean;
};

/** Sends a turn's pictures as byte streams, one at a time: parallel streams have broken livekit-client's data channel. */
export async function sendPictures(
  participant: LocalParticipant,
  agent: string,
  { turnId, pictures, onProgress, isCancelled }: PictureUpload,
): Promise<void> {
  const total = pictures.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  let sent = 0;
  for (const [index, { bytes, type }] of pictures.entries()) {
    const writer = await participant.streamBytes({
      topic: IMAGE_TOPIC,
      destinationIdentities: [agent],
      name: `${turnId}-${index}`,
      mimeType: type,
      totalSize: bytes.byteLength,
      attributes: { turn_id: turnId, index: String(index), count: String(pictures.length) },
    });
    for (let at = 0; at < bytes.byteLength && !isCancelled(); at += CHUNK_BYTES) {
      const chunk = bytes.subarray(at, at + CHUNK_BYTES);
      await writer.write(chunk);
      sent += chunk.byteLength;
      onProgress(sent / total);
    }
    await writer.close();
    if (isCancelled()) return;
  }
}
