import { randomUUID } from 'node:crypto';
import {
  type AgentMessage,
  type AgentStatus,
  type LeaveReason,
  type ErrorCode,
  MAX_PACKET_BYTES,
  MESSAGE_TOPIC,
  type Recipe,
  type Timer,
  type TurnProgress,
  type Usage,
} from '@bakebot/protocol';
import { log } from '@livekit/agents';
import type { Caller } from './app-actions.ts';
import type { UserTurn } from '../turns/user-turn.ts';
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

/** Sends the agent's messages to the user, in order. */
export class Outbox {
  readonly #sender: Sender;
  readonly #identity: string;
  #last: Promise<void> = Promise.resolve();

  /** @param identity whom to */
  constructor(sender: Sender, identity: string) {
    this.#sender = sender;
    this.#identity = identity;
  }

  turn(turn: Pick<UserTurn, 'id' | 'kind'>, progress: TurnProgress): void {
    this.#send({ id: randomUUID(), type: 'turn', turnId: turn.id, kind: turn.kind, progress });
  }

  /** The whole answer to a turn, as it was said. */
  reply(turnId: string, text: string): void {
    this.#send({ id: randomUUID(), type: 'text', text, replyTo: turnId });
  }

  /** An input that could not become a turn. */
  error(code: ErrorCode, detail: string): void {
    this.#send({ id: randomUUID(), type: 'error', code, detail });
  }

  timers(timers: readonly Timer[]): void {
    this.#send({ id: randomUUID(), type: 'timers', now: Date.now(), timers: [...timers] });
  }

  /** The whole recipe: it is new, or was scaled. */
  recipe(recipe: Recipe): void {
    this.#send({ id: randomUUID(), type: 'recipe', recipe });
  }

  /** The cook is at another step of it. */
  recipeStep(recipeId: string, currentStep: number): void {
    this.#send({ id: randomUUID(), type: 'recipe_step', recipeId, currentStep });
  }

  /** How the agent itself is. */
  status(status: AgentStatus): void {
    this.#send({ id: randomUUID(), type: 'status', status });
  }

  leaving(reason: LeaveReason): void {
    this.#send({ id: randomUUID(), type: 'status', status: 'leaving', reason });
  }

  /** What the conversation has used so far. */
  usage(usage: Usage): void {
    this.#send({ id: randomUUID(), type: 'usage', usage });
  }

  /** Resolves when all that was sent so far is on its way. */
  async drain(): Promise<void> {
    await this.#last;
  }

  /** Resolves when all that was sent so far has arrived, or cannot any more. Before one leaves, that is what counts. */
  async received(): Promise<void> {
    await this.drain();
    await untilReceived(this.#sender, this.#identity);
  }

  #send(message: AgentMessage): void {
    this.#last = this.#last
      .then(() => this.#deliver(message))
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
