import type { UserMessage } from '@bakebot/protocol';
import type { Call } from '../connection/room-connection.ts';
import { LiveKitServiceError, notSentDetail } from '../state/errors.ts';
import type { PreparedPicture } from '../platform/platform.ts';
import type { TurnWatch } from './turn-timeouts.ts';
import { sendMessage, sendPictures } from './send-turn.ts';
import type { Delivery } from '../state/state.ts';

/** What a turn is made of, kept until it is answered so that it can be sent again. */
type Parcel = { readonly message: UserMessage; readonly pictures: readonly PreparedPicture[] };

export type OutboxOptions = {
  readonly call: () => Call | undefined;
  readonly watch: TurnWatch;
  readonly deliver: (turnId: string, delivery: Delivery) => void;
  readonly deliveryOf: (turnId: string) => Delivery | undefined;
};

/**
 * Brings typed turns and pictures to the agent, one after the other. While there is no connection or no agent they
 * wait; what was on its way when the connection broke is sent again, and the agent drops what it has already.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #parcels = new Map<string, Parcel>();
  /** The turn that is going out right now, and whether the agent has said meanwhile that it takes it. */
  #sending: { readonly turnId: string; hasReceipt: boolean } | undefined;
  /** The call in which what waits is being sent: what hangs in one that is over holds up nothing. */
  #flushing: Call | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Takes a turn that the state knows already, as `queued`. */
  add(message: UserMessage, pictures: readonly PreparedPicture[] = []): void {
    this.#parcels.set(message.id, { message, pictures });
    this.flush();
  }

  /** Sends a failed turn again, under its id. */
  retry(turnId: string): void {
    const { deliver, deliveryOf } = this.#options;
    if (!this.#parcels.has(turnId) || deliveryOf(turnId)?.state !== 'failed') {
      throw new LiveKitServiceError('turn_unknown', `No failed turn ${turnId} can be sent again.`);
    }
    deliver(turnId, { state: 'queued' });
    this.flush();
  }

  /**
   * Takes back a turn that is not, or not wholly, with the agent, or that has failed.
   *
   * @returns false when it is too late
   */
  withdraw(turnId: string): boolean {
    const state = this.#options.deliveryOf(turnId)?.state;
    const isHere = state === 'queued' || state === 'failed' || this.#sending?.turnId === turnId;
    return isHere && this.#parcels.delete(turnId);
  }

  /** Whether a turn could be sent again: of a spoken one nothing is kept. */
  has(turnId: string): boolean {
    return this.#parcels.has(turnId);
  }

  /**
   * The agent has a turn's message. Of a turn of pictures, most may still be on its way: that goes on to be `sending`.
   *
   * @returns whether it does
   */
  takeReceipt(turnId: string): boolean {
    if (this.#sending?.turnId !== turnId) return false;
    this.#sending.hasReceipt = true;
    return true;
  }

  /** The turn is answered, or was overtaken by another one. */
  drop(turnId: string): void {
    this.#parcels.delete(turnId);
  }

  /** The way to the agent is open: sends what waits. */
  flush(): void {
    this.#sendQueued().catch((error: unknown) => {
      // Sending reports its failures on the turn: this is a fault of ours.
      console.error('bakebot: a turn could not be sent', error);
    });
  }

  /**
   * The connection was away for a moment. What has no receipt may be lost and is sent again; of the rest the message is
   * repeated, which the agent answers with where the turn stands.
   */
  resend(): void {
    const { call, watch, deliver, deliveryOf } = this.#options;
    const participant = call()?.room.localParticipant;
    const agent = call()?.reachableAgent;
    for (const [turnId, { message }] of this.#parcels) {
      const state = deliveryOf(turnId)?.state;
      if (state === 'sent') {
        watch.release(turnId);
        deliver(turnId, { state: 'queued' });
      } else if ((state === 'received' || state === 'answering') && participant && agent) {
        sendMessage(participant, agent, message).catch(() => watch.awaitReceipt(turnId));
      }
    }
    this.flush();
  }

  async #sendQueued(): Promise<void> {
    const call = this.#options.call();
    if (!call || this.#flushing === call) return;
    this.#flushing = call;
    try {
      for (let next = this.#next(call); next; next = this.#next(call)) {
        await this.#send(call, next.agent, next.parcel);
      }
    } finally {
      if (this.#flushing === call) this.#flushing = undefined;
    }
  }

  #next(call: Call): { agent: string; parcel: Parcel } | undefined {
    const agent = call.reachableAgent;
    if (!agent) return undefined;
    for (const [turnId, parcel] of this.#parcels) {
      if (this.#options.deliveryOf(turnId)?.state === 'queued') return { agent, parcel };
    }
    return undefined;
  }

  async #send(call: Call, agent: string, { message, pictures }: Parcel): Promise<void> {
    const { deliver, deliveryOf } = this.#options;
    const turnId = message.id;
    const { localParticipant } = call.room;
    const sending = { turnId, hasReceipt: false };
    this.#sending = sending;
    // Not when it was taken back or has failed meanwhile, and not when it goes out anew in another call.
    const isGoingOut = (): boolean =>
      this.#sending === sending && deliveryOf(turnId)?.state === 'sending';
    deliver(turnId, { state: 'sending', progress: 0 });
    try {
      await sendMessage(localParticipant, agent, message);
      await sendPictures(localParticipant, agent, {
        turnId,
        pictures,
        onProgress: (progress) => {
          if (isGoingOut()) deliver(turnId, { state: 'sending', progress });
        },
        isWithdrawn: () => !isGoingOut(),
      });
      if (isGoingOut()) this.#sent(sending);
    } catch (error) {
      if (isGoingOut()) this.#sendingFailed(call, turnId, error);
    } finally {
      if (this.#sending === sending) this.#sending = undefined;
    }
  }

  #sent({ turnId, hasReceipt }: { turnId: string; hasReceipt: boolean }): void {
    const { deliver, watch } = this.#options;
    if (hasReceipt) {
      deliver(turnId, { state: 'received' });
      watch.awaitAnswer(turnId);
    } else {
      deliver(turnId, { state: 'sent' });
      watch.awaitReceipt(turnId);
    }
  }

  /** Broken by the connection a turn waits for the next one; else it fails, and the user may try again. */
  #sendingFailed(call: Call, turnId: string, error: unknown): void {
    const { deliver } = this.#options;
    if (call.reachableAgent) {
      const detail = notSentDetail(error);
      deliver(turnId, { state: 'failed', code: 'not_delivered', detail, retryable: true });
    } else {
      deliver(turnId, { state: 'queued' });
    }
  }
}
