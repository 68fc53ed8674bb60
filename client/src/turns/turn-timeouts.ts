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

type Wait = {
  readonly what: Overdue;
  readonly ms: number;
  timer?: ReturnType<typeof setTimeout>;
};

/** Watches that no turn is left without a word. */
export class TurnWatch {
  readonly #overdue: (turnId: string, what: Overdue) => void;
  readonly #waits = new Map<string, Wait>();
  #isPaused = false;

  /** @param overdue called once for a turn whose next word did not come in time */
  constructor(overdue: (turnId: string, what: Overdue) => void) {
    this.#overdue = overdue;
  }

  awaitReceipt(turnId: string): void {
    this.#watch(turnId, { what: 'receipt', ms: RECEIPT_TIMEOUT_MS });
  }

  awaitAnswer(turnId: string): void {
    this.#watch(turnId, { what: 'answer', ms: ANSWER_TIMEOUT_MS });
  }

  /** The connection is away: nothing can come, and nobody is to blame. */
  pause(): void {
    this.#isPaused = true;
    for (const { timer } of this.#waits.values()) clearTimeout(timer);
  }

  /** The connection is back: all that is awaited gets its whole time again. */
  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    for (const [turnId, wait] of this.#waits) this.#start(turnId, wait);
  }

  /** There is nothing more to wait for. */
  release(turnId: string): void {
    clearTimeout(this.#waits.get(turnId)?.timer);
    this.#waits.delete(turnId);
  }

  /** The call is over, and with it what was awaited in it. */
  releaseAll(): void {
    for (const turnId of this.#waits.keys()) this.release(turnId);
    this.#isPaused = false;
  }

  #watch(turnId: string, wait: Wait): void {
    this.release(turnId);
    this.#waits.set(turnId, wait);
    if (!this.#isPaused) this.#start(turnId, wait);
  }

  #start(turnId: string, wait: Wait): void {
    wait.timer = setTimeout(() => {
      this.#waits.delete(turnId);
      this.#overdue(turnId, wait.what);
    }, wait.ms);
  }
}
