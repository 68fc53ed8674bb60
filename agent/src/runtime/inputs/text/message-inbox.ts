import { MAX_TEXT_BYTES, UserMessage } from '@bakebot/protocol';
import type { Outbox } from '../../outputs/outbox.ts';
import type { TurnManager } from '../../turns/turn-manager.ts';
import type { ChatAttachments } from './chat-attachments.ts';
import type { PhotoInbox } from '../photos/photo-inbox.ts';
import { readStream, type StreamReader } from '../streams/read-stream.ts';
import { parseJson } from '../../json/parse-json.ts';

/** Longest time between two chunks of a text stream, in ms. */
const STALL_MS = 10_000;

/** Bytes of a message's JSON besides its text. */
const ENVELOPE_BYTES = 1024;

export type TextStream = StreamReader<string> & { readonly info: { readonly streamId: string } };

/** Receives typed messages: as data packets, as text streams, and from `lk.chat`. */
export class MessageInbox {
  readonly #turns: Pick<TurnManager, 'take'>;
  readonly #pictures: Pick<PhotoInbox, 'announce'>;
  readonly #attachments: Pick<ChatAttachments, 'expect'>;
  readonly #outbox: Pick<Outbox, 'error'>;

  constructor(
    turns: Pick<TurnManager, 'take'>,
    pictures: Pick<PhotoInbox, 'announce'>,
    attachments: Pick<ChatAttachments, 'expect'>,
    outbox: Pick<Outbox, 'error'>,
  ) {
    this.#turns = turns;
    this.#pictures = pictures;
    this.#attachments = attachments;
    this.#outbox = outbox;
  }

  /** A `DataChannelMessage` in a data packet. */
  acceptPacket(payload: Uint8Array): void {
    this.#acceptJson(new TextDecoder().decode(payload));
  }

  /** A `DataChannelMessage` that is too large for a packet. */
  async acceptMessageStream(stream: TextStream): Promise<void> {
    const json = await this.#read(stream, MAX_TEXT_BYTES + ENVELOPE_BYTES);
    if (json !== undefined) this.#acceptJson(json);
  }

  /**
   * A plain text on `lk.chat`. The stream's id is the turn's.
   *
   * @param attached ids of the byte streams with its pictures, which follow
   */
  async acceptChatStream(stream: TextStream, attached: readonly string[] = []): Promise<void> {
    const { streamId } = stream.info;
    const text = this.#read(stream, MAX_TEXT_BYTES).then((read) => read?.trim() ?? '');
    if (attached.length > 0) {
      this.#attachments.expect(streamId, attached, text);
      this.#pictures.announce(streamId, attached.length, await text);
    } else if (await text) {
      this.#submit(streamId, await text);
    }
  }

  async #read(stream: TextStream, maxBytes: number): Promise<string | undefined> {
    const read = await readStream(stream, maxBytes, STALL_MS);
    if (read.ok) return read.chunks.join('');
    if (read.failure === 'too_large') {
      this.#outbox.error('message_too_large', `A message has up to ${MAX_TEXT_BYTES} bytes.`);
    } else {
      this.#outbox.error('message_malformed', 'The message is incomplete.');
    }
    return undefined;
  }

  #acceptJson(json: string): void {
    const message = UserMessage.safeParse(parseJson(json));
    if (!message.success) {
      this.#outbox.error('message_malformed', 'Not a DataChannelMessage: see docs/protocol.md.');
      return;
    }
    switch (message.data.type) {
      case 'text':
        this.#submit(message.data.id, message.data.text);
        break;
      case 'image':
        this.#pictures.announce(message.data.id, message.data.count, message.data.caption ?? '');
        break;
    }
  }

  #submit(id: string, text: string): void {
    this.#turns.take({ id, kind: 'text', text, pictures: [] });
  }
}
