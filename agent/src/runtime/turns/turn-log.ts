import type { TurnProgress } from '@bakebot/protocol';

/** Turns that are remembered. An hour of lively talk has a few hundred. */
const MAX_TURNS = 500;

/** What is known of a turn: where it stands, and what was said to it. */
export type TurnRecord = { readonly progress: TurnProgress; readonly reply?: string | undefined };

/** Where each turn of the conversation stands, so that a turn that is sent twice is answered once. */
export class TurnLog {
  readonly #records = new Map<string, TurnRecord>();

  /** Notes how far a turn got; what was said to it stays. */
  record(turnId: string, progress: TurnProgress): void {
    const reply = this.#records.get(turnId)?.reply;
    this.#records.delete(turnId);
    this.#records.set(turnId, { progress, reply });
    const [oldest] = this.#records.keys();
    if (this.#records.size > MAX_TURNS && oldest !== undefined) this.#records.delete(oldest);
  }

  /** Notes what was said to a turn that is on record. */
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
