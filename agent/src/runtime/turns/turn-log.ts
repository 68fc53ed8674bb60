import type { TurnProgress } from '@bakebot/protocol';

/** Turns kept. A lively hour has a few hundred. */
const MAX_TURNS = 500;

/** State and reply of one turn. */
export type TurnRecord = { readonly progress: TurnProgress; readonly reply?: string | undefined };

/** The state of each turn, so that a turn that is sent twice is answered once. */
export class TurnLog {
  readonly #records = new Map<string, TurnRecord>();

  /** Updates a turn's state and keeps its reply. */
  record(turnId: string, progress: TurnProgress): void {
    const reply = this.#records.get(turnId)?.reply;
    this.#records.delete(turnId);
    this.#records.set(turnId, { progress, reply });
    const [oldest] = this.#records.keys();
    if (this.#records.size > MAX_TURNS && oldest !== undefined) this.#records.delete(oldest);
  }

  /** Adds the reply to a recorded turn. */
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
