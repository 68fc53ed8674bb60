import { TURN_TIMEOUT_MS } from '@bakebot/protocol';

/** From sending a turn to the agent's acknowledgment, in ms. */
const ACKNOWLEDGMENT_TIMEOUT_MS = 10_000;

/**
 * From the acknowledgment to the start of the answer, in ms. The agent itself fails a turn after `TURN_TIMEOUT_MS`: this
 * covers a lost report and an agent that hangs.
 */
const ANSWER_TIMEOUT_MS = 3 * TURN_TIMEOUT_MS;

export type TurnTimeout = 'acknowledgment' | 'answer';

type PendingTimeout = {
  readonly kind: TurnTimeout;
  readonly ms: number;
  timer?: ReturnType<typeof setTimeout>;
};

/** At most one running timeout for each turn. Time does not count while the connection is interrupted. */
export class TurnTimeouts {
  readonly #onTimeout: (turnId: string, kind: TurnTimeout) => void;
  readonly #pending = new Map<string, PendingTimeout>();
  #isPaused = false;

  constructor(onTimeout: (turnId: string, kind: TurnTimeout) => void) {
    this.#onTimeout = onTimeout;
  }

  awaitAcknowledgment(turnId: string): void {
    this.#set(turnId, { kind: 'acknowledgment', ms: ACKNOWLEDGMENT_TIMEOUT_MS });
  }

  awaitAnswer(turnId: string): void {
    this.#set(turnId, { kind: 'answer', ms: ANSWER_TIMEOUT_MS });
  }

  pause(): void {
    this.#isPaused = true;
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
  }

  /** Restarts every pending timeout from zero. */
  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    for (const [turnId, timeout] of this.#pending) this.#start(turnId, timeout);
  }

  clear(turnId: string): void {
    clearTimeout(this.#pending.get(turnId)?.timer);
    this.#pending.delete(turnId);
  }

  clearAll(): void {
    for (const turnId of this.#pending.keys()) this.clear(turnId);
    this.#isPaused = false;
  }

  #set(turnId: string, timeout: PendingTimeout): void {
    this.clear(turnId);
    this.#pending.set(turnId, timeout);
    if (!this.#isPaused) this.#start(turnId, timeout);
  }

  #start(turnId: string, timeout: PendingTimeout): void {
    timeout.timer = setTimeout(() => {
      this.#pending.delete(turnId);
      this.#onTimeout(turnId, timeout.kind);
    }, timeout.ms);
  }
}
