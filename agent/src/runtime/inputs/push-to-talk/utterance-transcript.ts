import { TRANSCRIPTION_TOPIC } from '@bakebot/protocol';
import { log } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';

/**
 * Publishes what was understood of a push-to-talk turn the way LiveKit publishes every transcript: a text stream each
 * time that it changes, all with the turn's id as their segment (https://docs.livekit.io/agents/build/text).
 */
export class UtteranceTranscript {
  readonly #room: Room;
  readonly #identity: string;
  #last: Promise<void> = Promise.resolve();

  constructor(room: Room, identity: string) {
    this.#room = room;
    this.#identity = identity;
  }

  publish(turnId: string, text: string, final: boolean): void {
    this.#last = this.#last
      .then(() => this.#send(turnId, text, final))
      .catch((error: unknown) => log().warn({ error, turnId }, 'transcript not delivered'));
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
