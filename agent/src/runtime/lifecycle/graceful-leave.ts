import type { LeaveReason } from '@bakebot/protocol';
import { log } from '@livekit/agents';
import { withTimeout } from '../async/with-timeout.ts';
import type { Outbox } from '../outputs/outbox.ts';
import type { Speech } from '../speech/speech.ts';
import type { TurnManager } from '../turns/turn-manager.ts';

/** Time for the current reply and the good-bye, in ms; and again for the app to receive the last messages. */
const FAREWELL_MS = 15_000;

export type GracefulLeaveOptions = {
  readonly turns: Pick<TurnManager, 'finish' | 'close'>;
  readonly outbox: Pick<Outbox, 'leaving' | 'received'>;
  readonly say: (text: string) => Promise<Pick<Speech, 'done'> | undefined>;
  /** Called after the app has received the reason. */
  readonly left: (reason: LeaveReason) => Promise<void>;
};

/**
 * Ends a conversation in order: the reason is sent to the app, the current reply is finished, a good-bye is spoken, and
 * turns that arrive in between fail, so that the app can send them to another agent.
 */
export class GracefulLeave {
  readonly #options: GracefulLeaveOptions;
  #isLeaving = false;

  constructor(options: GracefulLeaveOptions) {
    this.#options = options;
  }

  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** The first reason counts; later calls do nothing. */
  async leave(reason: LeaveReason, goodBye?: string): Promise<void> {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    log().info({ reason }, 'conversation ending');
    const { turns, outbox, left } = this.#options;
    outbox.leaving(reason);
    await withTimeout(FAREWELL_MS, this.#farewell(goodBye));
    turns.close();
    await withTimeout(FAREWELL_MS, outbox.received());
    await left(reason);
  }

  async #farewell(goodBye: string | undefined): Promise<void> {
    await this.#options.turns.finish();
    const speech = goodBye === undefined ? undefined : await this.#options.say(goodBye);
    await speech?.done;
  }
}
