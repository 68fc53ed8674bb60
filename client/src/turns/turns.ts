import type { TurnProgress } from '@bakebot/protocol';
import type { Call } from '../connection/room-connection.ts';
import { Composer } from './composer.ts';
import { LiveKitServiceError } from '../state/errors.ts';
import type { ServiceEvent } from '../state/events.ts';
import { Outbox } from './outbox.ts';
import type { Platform } from '../platform/platform.ts';
import { type Failure, isSettled, type ServiceState, type UserItem } from '../state/state.ts';
import { type Overdue, TurnWatch } from './turn-timeouts.ts';

export type TurnsOptions = {
  readonly platform: Platform;
  readonly getSnapshot: () => ServiceState;
  readonly dispatch: (event: ServiceEvent) => void;
  readonly call: () => Call | undefined;
  /** @returns false when another agent is no remedy */
  readonly replaceAgent: () => boolean;
};

/** The user's turns, from their making to their end: every one is answered, superseded or failed. */
export class Turns {
  readonly composer: Composer;
  readonly outbox: Outbox;
  readonly watch: TurnWatch;
  readonly #options: TurnsOptions;

  constructor(options: TurnsOptions) {
    const { platform, dispatch, call } = options;
    this.#options = options;
    this.watch = new TurnWatch((turnId, overdue) => this.#takeOverdue(turnId, overdue));
    this.outbox = new Outbox({
      call,
      watch: this.watch,
      deliver: (turnId, delivery) => dispatch({ type: 'delivery', turnId, delivery }),
      deliveryOf: (turnId) => this.#find(turnId)?.delivery,
    });
    this.composer = new Composer({
      platform,
      outbox: this.outbox,
      dispatch,
      isConnected: () => call() !== undefined,
    });
  }

  /** @throws LiveKitServiceError `turn_unknown` when there is nothing to take back */
  cancel(turnId: string): void {
    if (!this.outbox.withdraw(turnId)) {
      const detail = `No turn ${turnId} can be taken back.`;
      throw new LiveKitServiceError('turn_unknown', detail);
    }
    this.watch.release(turnId);
    this.#options.dispatch({ type: 'turn-withdrawn', turnId });
  }

  /** The agent reported on a turn. */
  follow(turnId: string, progress: TurnProgress): void {
    this.watch.release(turnId);
    switch (progress.state) {
      case 'received':
        this.watch.awaitAnswer(turnId);
        break;
      case 'answering':
        break;
      case 'answered':
      case 'superseded':
        this.outbox.drop(turnId);
        break;
      case 'failed':
        // Of a spoken turn nothing is kept that could be sent again, whatever the agent would take.
        if (progress.retryable && !this.outbox.has(turnId)) {
          const delivery = { ...progress, retryable: false };
          this.#options.dispatch({ type: 'delivery', turnId, delivery });
        }
        break;
    }
  }

  /** The call is over: this agent will answer no more. Typed turns can wait for the next one. */
  callOver(next: 'another' | 'none'): void {
    const { getSnapshot, dispatch } = this.#options;
    this.watch.releaseAll();
    for (const item of getSnapshot().conversation) {
      if (item.author !== 'user' || isSettled(item.delivery)) continue;
      if (next === 'another' && this.outbox.has(item.id)) {
        dispatch({ type: 'delivery', turnId: item.id, delivery: { state: 'queued' } });
      } else {
        this.#fail(item.id, 'agent_leaving');
      }
    }
  }

  #takeOverdue(turnId: string, overdue: Overdue): void {
    if (overdue === 'answer') this.#fail(turnId, 'turn_timeout');
    else if (!this.#options.replaceAgent()) this.#fail(turnId, 'not_delivered');
  }

  #fail(turnId: string, code: Failure['code']): void {
    const failure = {
      state: 'failed',
      code,
      detail: 'No answer to this turn will come.',
      retryable: this.outbox.has(turnId),
    } as const;
    this.#options.dispatch({ type: 'delivery', turnId, delivery: failure });
  }

  #find(turnId: string): UserItem | undefined {
    const { conversation } = this.#options.getSnapshot();
    return conversation.find(
      (item): item is UserItem => item.author === 'user' && item.id === turnId,
    );
  }
}
