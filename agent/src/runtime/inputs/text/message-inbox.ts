import { randomUUID } from 'node:crypto';
import { MAX_IMAGE_BYTES, MAX_TEXT_BYTES, ReceivedMessage } from '@bakebot/protocol';
import type { Outbox } from '../../outputs/outbox.ts';
import type { TurnManager } from '../../turns/turn-manager.ts';
import type { ChatAttachments } from './chat-attachments.ts';
import type { PhotoInbox } from '../photos/photo-inbox.ts';
import { readStream, type StreamReader } from '../streams/read-stream.ts';
import { parseJson } from '../../json/parse-json.ts';

/** Longest time between two chunks of a text stream, and for the whole of it, in ms. */
const TIME_LIMITS = { stallMs: 10_000, totalMs: 60_000 };

/** Largest message, in bytes of JSON: an image in base64, and what is around it. */
const MAX_MESSAGE_BYTES = Math.ceil((MAX_IMAGE_BYTES * 4) / 3) + 64 * 1024;

/** Text streams read at a time, which are held in memory. */
const MAX_STREAMS = 8;

export type TextStream = StreamReader<string> & { readonly info: { readonly streamId: string } };

type Turns = Pick<TurnManager, 'take' | 'receive' | 'fail'>;
type Pictures = Pick<PhotoInbox, 'announce' | 'acceptInline'>;

/** Receives typed messages: as data packets, as text streams, and from `lk.chat`. */
export class MessageInbox {
  readonly #turns: Turns;
  readonly #pictures: Pictures;
  readonly #attachments: Pick<ChatAttachments, 'expect'>;
  readonly #outbox: Pick<Outbox, 'error'>;
  #streams = 0;

  constructor(
    turns: Turns,
    pictures: Pictures,
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
    const json = await this.#read(stream, MAX_MESSAGE_BYTES);
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
    if (this.#streams >= MAX_STREAMS) {
      this.#outbox.error('rate_limited', `At most ${MAX_STREAMS} messages may be sent at a time.`);
      await stream.close();
      return undefined;
    }
    this.#streams++;
    const limits = { bytes: maxBytes, ...TIME_LIMITS };
    const read = await readStream(stream, limits).finally(() => this.#streams--);
    if (read.ok) return read.chunks.join('');
    if (read.failure === 'too_large') {
      this.#outbox.error('message_too_large', `A message has up to ${maxBytes} bytes.`);
    } else {
      this.#outbox.error('message_malformed', 'The message is incomplete.');
    }
    return undefined;
  }

  #acceptJson(json: string): void {
    const received = ReceivedMessage.safeParse(parseJson(json));
    if (!received.success) {
      this.#outbox.error('message_malformed', 'Not a DataChannelMessage: see docs/protocol.md.');
      return;
    }
    const message = received.data;
    const id = message.id ?? randomUUID();
    if (message.type === 'text') {
      this.#submit(id, message.text);
    } else if (message.data === undefined) {
      this.#pictures.announce(id, message.count, message.caption ?? '');
    } else {
      const base64 = message.data.replace(/^data:[^,]*,/, '');
      void this.#pictures.acceptInline(id, Buffer.from(base64, 'base64'), message.caption ?? '');
    }
  }

  #submit(id: string, text: string): void {
    const turn = { id, kind: 'text' } as const;
    if (Buffer.byteLength(text) <= MAX_TEXT_BYTES) {
      this.#turns.take({ ...turn, text, pictures: [] });
    } else if (this.#turns.receive(turn)) {
      this.#turns.fail(turn, 'message_too_large', `A text has up to ${MAX_TEXT_BYTES} bytes.`);
    }
  }
}
