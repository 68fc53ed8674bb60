import { TRANSCRIPTION_TOPIC } from '@bakebot/protocol';
import { log } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { SerialQueue } from '../../async/serial-queue.ts';

/**
 * Publishes the transcript of a push-to-talk turn as LiveKit publishes transcripts: one text stream per change, with the turn's
 * id as the segment id (https://docs.livekit.io/agents/build/text).
 */
export class UtteranceTranscript {
  readonly #room: Room;
  readonly #identity: string;
  readonly #queue = new SerialQueue();

  constructor(room: Room, identity: string) {
    this.#room = room;
    this.#identity = identity;
  }

  publish(turnId: string, text: string, final: boolean): void {
    this.#queue
      .run(() => this.#send(turnId, text, final))
      .catch((error: unknown) => log().warn({ error, turnId }, 'failed to publish transcript'));
  }

  async #send(turnId: string, text: string, final: boolean): Promise<void> {
    const writer = await this.#room.localParticipant?.streamText({
      topic: TRANSCRIPTION_TOPIC,
      senderIdentity: this.#identity,
      destinationIdentities: [this.#identity],
      attributes: { 'lk.segment_id': turnId, 'lk.transcription_final': String(final) },
    });
    await writer?.write(text);
    await writer?.close();
  }
}
