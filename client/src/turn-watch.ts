import { TURN_TIMEOUT_MS } from '@bakebot/protocol';

/** How long a turn that was sent may go without the agent's word that it has it, in ms. */
const RECEIPT_TIMEOUT_MS = 10_000;

/**
 * How long a turn that the agent has may go without its answer's beginning, in ms. The agent itself fails a turn after
 * `TURN_TIMEOUT_MS`: this is for when that report was lost, or the agent hangs.
 */
const ANSWER_TIMEOUT_MS = 3 * TURN_TIMEOUT_MS;

/** What did not come in time. */
export type Overdue = 'receipt' | 'answer';

/** Watches that no turn is left without a word. */
export class TurnWatch {
  readonly #overdue: (turnId: string, what: Overdue) => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** @param overdue called once for a turn whose next word did not come in time */
  constructor(overdue: (turnId: string, what: Overdue) => void) {
    this.#overdue = overdue;
  }

  awaitReceipt(turnId: string): void {
    this.#watch(turnId, 'receipt', RECEIPT_TIMEOUT_MS);
  }

  awaitAnswer(turnId: string): void {
    this.#watch(turnId, 'answer', ANSWER_TIMEOUT_MS);
  }

  /** There is nothing more to wait for. */
  release(turnId: string): void {
    clearTimeout(this.#timers.get(turnId));
    this.#timers.delete(turnId);
  }

  releaseAll(): void {
    for (const turnId of this.#timers.keys()) this.release(turnId);
  }

  #watch(turnId: string, what: Overdue, ms: number): void {
    this.release(turnId);
    const timer = setTimeout(() => {
      this.#timers.delete(turnId);
      this.#overdue(turnId, what);
    }, ms);
    this.#timers.set(turnId, timer);
  }
}
