import type { TurnProgress } from '@bakebot/protocol';

/** Turns that are kept. A lively hour has a few hundred. */
const MAX_TURNS = 500;

/** State of a turn, and the reply to it. */
export type TurnRecord = { readonly progress: TurnProgress; readonly reply?: string | undefined };

/** States of the conversation's turns, so that a turn that arrives twice is answered once. */
export class TurnLog {
  readonly #records = new Map<string, TurnRecord>();

  /** Records a turn's state and keeps its reply. */
  record(turnId: string, progress: TurnProgress): void {
    const reply = this.#records.get(turnId)?.reply;
    this.#records.delete(turnId);
    this.#records.set(turnId, { progress, reply });
    const [oldest] = this.#records.keys();
    if (this.#records.size > MAX_TURNS && oldest !== undefined) this.#records.delete(oldest);
  }

  /** Records the reply to a known turn. */
  replied(turnId: string, reply: string): void {
    const record = this.#records.get(turnId);
    if (record) this.#records.set(turnId, { ...record, reply });
  }

  find(turnId: string): TurnRecord | undefined {
    return this.#records.get(turnId);
  }

  isSettled(turnId: string): boolean {
    const state = this.#records.get(turnId)?.progress.state;
    return state === 'answered' || state === 'superseded' || state === 'failed';
  }
}
