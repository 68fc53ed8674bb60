import {
  advance,
  type DeliveryState,
  hasEnded,
  reported,
  type TurnProgress,
} from '@bakebot/protocol';
import type { UserTurn } from './user-turn.ts';

/** Turns kept. A lively hour has a few hundred. */
const MAX_TURNS = 500;

/** A turn without its content, which may not have arrived yet. */
export type TurnHead = Pick<UserTurn, 'id' | 'kind'>;

/** What the agent knows of one turn. */
export type TurnRecord = {
  readonly turn: TurnHead;
  /** Counts the turns as they were received; a failed turn that is sent again gets a new one. */
  readonly number: number;
  readonly progress: TurnProgress;
  readonly reply?: string | undefined;
};

/** The state of each turn, so that a turn that is sent twice is answered once. */
export class TurnLog {
  readonly #records = new Map<string, TurnRecord>();
  #received = 0;

  /** Updates a turn's state. @returns false for a report that changes nothing: see `advance` */
  record({ id, kind }: TurnHead, progress: TurnProgress): boolean {
    const known = this.#records.get(id);
    const state: DeliveryState | 'new' = known?.progress.state ?? 'new';
    if (advance(state, reported(progress.state)) === state) return false;
    const isOpened = known === undefined || progress.state === 'received';
    const number = isOpened ? ++this.#received : known.number;
    this.#records.delete(id);
    this.#records.set(id, { turn: { id, kind }, number, progress, reply: known?.reply });
    const [oldest] = this.#records.keys();
    if (this.#records.size > MAX_TURNS && oldest !== undefined) this.#records.delete(oldest);
    return true;
  }

  /** Takes over turns of an earlier process. */
  restore(records: readonly Omit<TurnRecord, 'number'>[]): void {
    for (const record of records) {
      this.#records.set(record.turn.id, { ...record, number: ++this.#received });
    }
  }

  /** Adds the reply to a recorded turn. */
  replied(turnId: string, reply: string): void {
    const record = this.#records.get(turnId);
    if (record) this.#records.set(turnId, { ...record, reply });
  }

  find(turnId: string): TurnRecord | undefined {
    return this.#records.get(turnId);
  }

  /** A received turn's number; 0 for one that was not received. */
  numberOf(turnId: string): number {
    return this.#records.get(turnId)?.number ?? 0;
  }

  hasEnded(turnId: string): boolean {
    return hasEnded(this.#records.get(turnId)?.progress.state ?? 'new');
  }

  /** The latest turns that have ended, oldest first. */
  ended(count: number): TurnRecord[] {
    return [...this.#records.values()].filter(({ turn }) => this.hasEnded(turn.id)).slice(-count);
  }

  /** The turns that have not ended. */
  open(): TurnHead[] {
    return [...this.#records.values()].flatMap(({ turn, progress }) =>
      hasEnded(progress.state) ? [] : [turn],
    );
  }
}
