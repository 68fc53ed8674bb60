import type { TurnProgress } from '@bakebot/protocol';
import type { RoomConnection } from '../connection/room-connection.ts';
import type { Platform } from '../platform/platform.ts';
import { LiveKitServiceError, notConnected } from '../state/errors.ts';
import type { ServiceEvent } from '../state/events.ts';
import { type Failure, isSettled, type ServiceState, type UserItem } from '../state/state.ts';
import { Composer } from './composer.ts';
import { Outbox } from './outbox.ts';
import { type TurnTimeout, TurnTimeouts } from './turn-timeouts.ts';

export type TurnsOptions = {
  readonly platform: Platform;
  readonly getSnapshot: () => ServiceState;
  readonly dispatch: (event: ServiceEvent) => void;
  readonly connection: () => RoomConnection | undefined;
  /** @returns false when the agent cannot be replaced */
  readonly replaceAgent: () => boolean;
};

/** The user's turns from start to end: every one is answered, superseded or failed. */
export class Turns {
  readonly composer: Composer;
  readonly timeouts: TurnTimeouts;
  readonly #outbox: Outbox;
  readonly #options: TurnsOptions;

  constructor(options: TurnsOptions) {
    const { platform, dispatch, connection } = options;
    this.#options = options;
    this.timeouts = new TurnTimeouts((turnId, kind) => this.#onTimeout(turnId, kind));
    this.#outbox = new Outbox({
      connection,
      timeouts: this.timeouts,
      setDelivery: (turnId, delivery) => dispatch({ type: 'delivery', turnId, delivery }),
      getDelivery: (turnId) => this.#find(turnId)?.delivery,
    });
    this.composer = new Composer({ platform, outbox: this.#outbox, dispatch, connection });
  }

  /** @throws LiveKitServiceError `turn_unknown` or `not_connected` */
  retry(turnId: string): void {
    if (!this.#options.connection()) throw notConnected();
    this.#outbox.retry(turnId);
  }

  /** @throws LiveKitServiceError `turn_unknown` */
  cancel(turnId: string): void {
    if (!this.#outbox.cancel(turnId)) {
      throw new LiveKitServiceError('turn_unknown', `Turn ${turnId} cannot be cancelled.`);
    }
    this.timeouts.clear(turnId);
    this.#options.dispatch({ type: 'turn-cancelled', turnId });
  }

  /** The agent is in the room: data can be sent to it. */
  agentReachable(): void {
    this.#outbox.flush();
  }

  /** The agent's job has started: data sent before that may be lost. The agent drops duplicates. */
  agentReady(): void {
    this.#outbox.resend();
  }

  connected(connection: RoomConnection): void {
    this.timeouts.resume();
    if (connection.isAgentReady) this.#outbox.resend();
  }

  /**
   * Whether an event must not change the state: the acknowledgment of a turn whose pictures are still uploading, which
   * the outbox reports when they are sent.
   */
  defers(event: ServiceEvent): boolean {
    return (
      event.type === 'progress' &&
      event.progress.state === 'received' &&
      this.#outbox.acknowledge(event.turnId)
    );
  }

  /** Follows the agent's report on a turn, after the state has it. */
  trackProgress(turnId: string, progress: TurnProgress): void {
    this.timeouts.clear(turnId);
    switch (progress.state) {
      case 'received':
        this.timeouts.awaitAnswer(turnId);
        break;
      case 'answering':
        break;
      case 'answered':
      case 'superseded':
        this.#outbox.delete(turnId);
        break;
      case 'failed':
        // A spoken turn is not kept, so it cannot be sent again even if the agent would accept it.
        if (progress.retryable && !this.#outbox.has(turnId)) {
          const delivery = { ...progress, retryable: false };
          this.#options.dispatch({ type: 'delivery', turnId, delivery });
        }
        break;
    }
  }

  /** Queues the unsettled turns for the next agent, or fails them. */
  ended(next: 'rejoin' | 'none'): void {
    const { getSnapshot, dispatch } = this.#options;
    this.timeouts.clearAll();
    for (const item of getSnapshot().conversation) {
      if (item.author !== 'user' || isSettled(item.delivery)) continue;
      if (next === 'rejoin' && this.#outbox.has(item.id)) {
        dispatch({ type: 'delivery', turnId: item.id, delivery: { state: 'queued' } });
      } else {
        this.#fail(item.id, 'agent_leaving');
      }
    }
  }

  #onTimeout(turnId: string, kind: TurnTimeout): void {
    if (kind === 'answer') this.#fail(turnId, 'turn_timeout');
    else if (!this.#options.replaceAgent()) this.#fail(turnId, 'not_delivered');
  }

  #fail(turnId: string, code: Failure['code']): void {
    const delivery = {
      state: 'failed',
      code,
      detail: 'The agent will not answer this turn.',
      retryable: this.#outbox.has(turnId),
    } as const;
    this.#options.dispatch({ type: 'delivery', turnId, delivery });
  }

  #find(turnId: string): UserItem | undefined {
    const { conversation } = this.#options.getSnapshot();
    return conversation.find(
      (item): item is UserItem => item.author === 'user' && item.id === turnId,
    );
  }
}
