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
import { RateLimiter } from '../async/rate-limiter.ts';
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

/** Reports of rejected inputs: more than a user can cause, and too few for a flood to fill the queue. */
const ERROR_RATE = { burst: 20, perMinute: 60 };

/** Any message of the agent, without its id. */
export type MessageBody = AgentMessage extends infer Each
  ? Each extends AgentMessage
    ? Omit<Each, 'id'>
    : never
  : never;

/** Sends the agent's messages to the user, in order. */
export class Outbox {
  readonly #sender: Sender;
  readonly #identity: string;
  readonly #sending: () => void;
  readonly #queue = new SerialQueue();
  readonly #errorRate = new RateLimiter(ERROR_RATE);

  /**
   * @param identity the recipient's participant identity
   * @param sending called with each message: what the app is told of has changed
   */
  constructor(sender: Sender, identity: string, sending: () => void = () => {}) {
    this.#sender = sender;
    this.#identity = identity;
    this.#sending = sending;
  }

  turn(turn: { readonly id: string; readonly kind: TurnKind }, progress: TurnProgress): void {
    this.send({ type: 'turn', turnId: turn.id, kind: turn.kind, progress });
  }

  /** The whole reply to a turn, as spoken. */
  reply(turnId: string, text: string): void {
    this.send({ type: 'text', text, replyTo: turnId });
  }

  /** An input that was rejected before it became a turn. Not reported: those beyond the rate limit. */
  error(code: ErrorCode, detail: string): void {
    if (this.#errorRate.take(performance.now())) this.send({ type: 'error', code, detail });
  }

  status(status: AgentStatus): void {
    this.send({ type: 'status', status });
  }

  leavingSoon(reason: LeaveReason): void {
    this.send({ type: 'status', status: 'leaving_soon', reason });
  }

  leaving(reason: LeaveReason): void {
    this.send({ type: 'status', status: 'leaving', reason });
  }

  usage(usage: Usage): void {
    this.send({ type: 'usage', usage });
  }

  /** Resolves when all messages so far have been handed to LiveKit. */
  drain(): Promise<void> {
    return this.#queue.drained();
  }

  /** Resolves when all messages so far have arrived, or can no longer arrive. Wait for it before leaving the room. */
  async received(): Promise<void> {
    await this.drain();
    await untilReceived(this.#sender, this.#identity);
  }

  /** Sends a message of any type, under a new id. */
  send(body: MessageBody): void {
    const message: AgentMessage = { ...body, id: randomUUID() };
    this.#sending();
    this.#queue
      .run(() => this.#publish(message))
      // The user is disconnected; state that matters is sent again when they rejoin.
      .catch((error: unknown) =>
        log().warn({ error, type: message.type }, 'failed to send message'),
      );
  }

  async #publish(message: AgentMessage): Promise<void> {
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
