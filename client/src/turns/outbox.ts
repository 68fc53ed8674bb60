import type { UserMessage } from '@bakebot/protocol';
import type { RoomConnection } from '../connection/room-connection.ts';
import type { PreparedPicture } from '../platform/platform.ts';
import { LiveKitServiceError, sendErrorDetail } from '../state/errors.ts';
import type { Delivery } from '../state/state.ts';
import { sendMessage, sendPictures } from './send-turn.ts';
import type { TurnTimeouts } from './turn-timeouts.ts';

/** Kept until the turn is answered, for a retry. */
type PendingTurn = { readonly message: UserMessage; readonly pictures: readonly PreparedPicture[] };

export type OutboxOptions = {
  readonly connection: () => RoomConnection | undefined;
  readonly timeouts: TurnTimeouts;
  readonly setDelivery: (turnId: string, delivery: Delivery) => void;
  readonly getDelivery: (turnId: string) => Delivery | undefined;
};

/**
 * Sends typed turns and pictures to the agent, one at a time. Turns are queued while there is no connection or no agent.
 * A turn that was being sent when the connection was interrupted is sent again: the agent drops duplicates.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #pending = new Map<string, PendingTurn>();
  #sending: { readonly turnId: string; isAcknowledged: boolean } | undefined;
  /** The connection whose queue is being sent: a send that hangs in an earlier one blocks nothing. */
  #flushing: RoomConnection | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Adds a turn that is `queued` in the state. */
  add(message: UserMessage, pictures: readonly PreparedPicture[] = []): void {
    this.#pending.set(message.id, { message, pictures });
    this.flush();
  }

  /** Sends a failed turn again, under its id. */
  retry(turnId: string): void {
    const { setDelivery, getDelivery } = this.#options;
    if (!this.#pending.has(turnId) || getDelivery(turnId)?.state !== 'failed') {
      throw new LiveKitServiceError('turn_unknown', `No failed turn ${turnId} can be sent again.`);
    }
    setDelivery(turnId, { state: 'queued' });
    this.flush();
  }

  /**
   * Removes a turn that is queued, being sent or failed.
   *
   * @returns false when the agent has the turn already
   */
  cancel(turnId: string): boolean {
    const state = this.#options.getDelivery(turnId)?.state;
    const canCancel = state === 'queued' || state === 'failed' || this.#sending?.turnId === turnId;
    return canCancel && this.#pending.delete(turnId);
  }

  /** Whether a turn could be sent again; never true of a spoken one. */
  has(turnId: string): boolean {
    return this.#pending.has(turnId);
  }

  /**
   * Records the agent's acknowledgment of a turn's message. Its pictures may still be uploading: the turn then stays
   * `sending`.
   *
   * @returns whether the turn is still being sent
   */
  acknowledge(turnId: string): boolean {
    if (this.#sending?.turnId !== turnId) return false;
    this.#sending.isAcknowledged = true;
    return true;
  }

  /** Removes a turn that was answered or superseded. */
  delete(turnId: string): void {
    this.#pending.delete(turnId);
  }

  /** Sends the queued turns, when the agent is reachable. */
  flush(): void {
    this.#sendQueued().catch((error: unknown) => {
      // Send failures end up on the turn: this is a bug.
      console.error('bakebot: failed to send the queued turns', error);
    });
  }

  /**
   * Sends again after an interruption. A turn without acknowledgment may be lost, and is sent as a whole; of the others
   * only the message is, which the agent answers with the turn's current progress.
   */
  resend(): void {
    const { connection, timeouts, setDelivery, getDelivery } = this.#options;
    const participant = connection()?.room.localParticipant;
    const agent = connection()?.agentIdentity;
    for (const [turnId, { message }] of this.#pending) {
      const state = getDelivery(turnId)?.state;
      if (state === 'sent') {
        timeouts.clear(turnId);
        setDelivery(turnId, { state: 'queued' });
      } else if ((state === 'received' || state === 'answering') && participant && agent) {
        sendMessage(participant, agent, message).catch(() => timeouts.awaitAcknowledgment(turnId));
      }
    }
    this.flush();
  }

  async #sendQueued(): Promise<void> {
    const connection = this.#options.connection();
    if (!connection || this.#flushing === connection) return;
    this.#flushing = connection;
    try {
      for (let next = this.#next(connection); next; next = this.#next(connection)) {
        await this.#send(connection, next.agent, next.turn);
      }
    } finally {
      if (this.#flushing === connection) this.#flushing = undefined;
    }
  }

  #next(connection: RoomConnection): { agent: string; turn: PendingTurn } | undefined {
    const agent = connection.agentIdentity;
    if (!agent) return undefined;
    for (const [turnId, turn] of this.#pending) {
      if (this.#options.getDelivery(turnId)?.state === 'queued') return { agent, turn };
    }
    return undefined;
  }

  async #send(
    connection: RoomConnection,
    agent: string,
    { message, pictures }: PendingTurn,
  ): Promise<void> {
    const { setDelivery, getDelivery } = this.#options;
    const turnId = message.id;
    const { localParticipant } = connection.room;
    const sending = { turnId, isAcknowledged: false };
    this.#sending = sending;
    // False once the turn is cancelled, has failed, or is being sent again in another room.
    const isCurrent = (): boolean =>
      this.#sending === sending && getDelivery(turnId)?.state === 'sending';
    setDelivery(turnId, { state: 'sending', progress: 0 });
    try {
      await sendMessage(localParticipant, agent, message);
      await sendPictures(localParticipant, agent, {
        turnId,
        pictures,
        onProgress: (progress) => {
          if (isCurrent()) setDelivery(turnId, { state: 'sending', progress });
        },
        isCancelled: () => !isCurrent(),
      });
      if (isCurrent()) this.#sent(sending);
    } catch (error) {
      if (isCurrent()) this.#sendFailed(connection, turnId, error);
    } finally {
      if (this.#sending === sending) this.#sending = undefined;
    }
  }

  #sent({ turnId, isAcknowledged }: { turnId: string; isAcknowledged: boolean }): void {
    const { setDelivery, timeouts } = this.#options;
    if (isAcknowledged) {
      setDelivery(turnId, { state: 'received' });
      timeouts.awaitAnswer(turnId);
    } else {
      setDelivery(turnId, { state: 'sent' });
      timeouts.awaitAcknowledgment(turnId);
    }
  }

  /** Without a connection the turn is queued for the next one; otherwise it fails, and the user may retry. */
  #sendFailed(connection: RoomConnection, turnId: string, error: unknown): void {
    const { setDelivery } = this.#options;
    if (connection.agentIdentity) {
      const detail = sendErrorDetail(error);
      setDelivery(turnId, { state: 'failed', code: 'not_delivered', detail, retryable: true });
    } else {
      setDelivery(turnId, { state: 'queued' });
    }
  }
}
