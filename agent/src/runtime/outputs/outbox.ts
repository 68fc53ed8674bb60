import { randomUUID } from 'node:crypto';
import {
  type AgentMessage,
  type AgentStatus,
  type LeaveReason,
  type ErrorCode,
  MAX_PACKET_BYTES,
  MESSAGE_TOPIC,
  type TurnKind,
  type TurnProgress,
  type Usage,
} from '@bakebot/protocol';
import { log } from '@livekit/agents';
import { SerialQueue } from '../async/serial-queue.ts';
import type { Caller } from './app-actions.ts';
import { untilReceived } from './until-received.ts';

/** The part of LiveKit's local participant that sends. */
export type Sender = Caller & {
  publishData(
    data: Uint8Array,
    options: { reliable: boolean; topic: string; destination_identities: string[] },
  ): Promise<void>;
  sendText(
    text: string,
    options: { topic: string; destinationIdentities: string[] },
  ): Promise<unknown>;
};

/** Every message of the agent without its id. */
export type MessageBody = AgentMessage extends infer Each
  ? Each extends AgentMessage
    ? Omit<Each, 'id'>
    : never
  : never;

/** Sends the agent's messages to the user, in order. */
export class Outbox {
  readonly #sender: Sender;
  readonly #identity: string;
  readonly #queue = new SerialQueue();

  /** @param identity whom to */
  constructor(sender: Sender, identity: string) {
    this.#sender = sender;
    this.#identity = identity;
  }

  turn(turn: { readonly id: string; readonly kind: TurnKind }, progress: TurnProgress): void {
    this.send({ type: 'turn', turnId: turn.id, kind: turn.kind, progress });
  }

  /** The whole answer to a turn, as it was said. */
  reply(turnId: string, text: string): void {
    this.send({ type: 'text', text, replyTo: turnId });
  }

  /** An input that could not become a turn. */
  error(code: ErrorCode, detail: string): void {
    this.send({ type: 'error', code, detail });
  }

  /** How the agent itself is. */
  status(status: AgentStatus): void {
    this.send({ type: 'status', status });
  }

  leaving(reason: LeaveReason): void {
    this.send({ type: 'status', status: 'leaving', reason });
  }

  /** What the conversation has used so far. */
  usage(usage: Usage): void {
    this.send({ type: 'usage', usage });
  }

  /** Resolves when all that was sent so far is on its way. */
  async drain(): Promise<void> {
    await this.#queue.idle();
  }

  /** Resolves when all that was sent so far has arrived, or cannot any more. Before one leaves, that is what counts. */
  async received(): Promise<void> {
    await this.drain();
    await untilReceived(this.#sender, this.#identity);
  }

  /** Sends a message of any type, under an id of its own. */
  send(body: MessageBody): void {
    const message: AgentMessage = { ...body, id: randomUUID() };
    this.#queue
      .add(() => this.#deliver(message))
      .catch((error: unknown) => {
        // The user is away: what matters is sent again when they are back.
        log().warn({ error, type: message.type }, 'message not delivered');
      });
  }

  async #deliver(message: AgentMessage): Promise<void> {
    const json = JSON.stringify(message);
    const bytes = new TextEncoder().encode(json);
    if (bytes.byteLength <= MAX_PACKET_BYTES) {
      await this.#sender.publishData(bytes, {
        reliable: true,
        topic: MESSAGE_TOPIC,
        destination_identities: [this.#identity],
      });
    } else {
      await this.#sender.sendText(json, {
        topic: MESSAGE_TOPIC,
        destinationIdentities: [this.#identity],
      });
    }
  }
}
