import { IMAGE_TOPIC, MAX_PACKET_BYTES, MESSAGE_TOPIC, type UserMessage } from '@bakebot/protocol';
import type { PreparedPicture } from '../platform/platform.ts';
import type { LocalParticipant } from '../platform/room.ts';

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

/** How much of a picture goes out between two looks at whether it still should, in bytes. */
const PIECE_BYTES = 48 * 1024;

export type Upload = {
  readonly turnId: string;
  readonly pictures: readonly PreparedPicture[];
  /** Called with how much of all pictures is out, from 0 to 1. */
  readonly onProgress: (progress: number) => void;
  /** Whether the user has taken the turn back meanwhile. */
  readonly isWithdrawn: () => boolean;
};

/** Sends a turn's pictures, one at a time: livekit-client has broken its channel on several at once. */
export async function sendPictures(
  participant: LocalParticipant,
  agent: string,
  { turnId, pictures, onProgress, isWithdrawn }: Upload,
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
    for (let at = 0; at < bytes.byteLength && !isWithdrawn(); at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      await writer.write(piece);
      sent += piece.byteLength;
      onProgress(sent / total);
    }
    await writer.close();
    if (isWithdrawn()) return;
  }
}
