import type { Observation, RoomToken } from '@bakebot/client';

/** About an hour of lively conversation. */
const MAX_ENTRIES = 2000;

export type Entry = {
  readonly key: number;
  /** In ms since the epoch. */
  readonly at: number;
  readonly observation: Observation;
};

export type ObservationLogState = {
  readonly entries: readonly Entry[];
  readonly token: RoomToken | undefined;
};

/** Store of the service's observations and its latest room token. */
export class ObservationLog {
  #state: ObservationLogState = { entries: [], token: undefined };
  #count = 0;
  readonly #listeners = new Set<() => void>();

  readonly getSnapshot = (): ObservationLogState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  add(observation: Observation): void {
    this.#count += 1;
    const entry = { key: this.#count, at: Date.now(), observation };
    this.#change({ entries: [...this.#state.entries.slice(1 - MAX_ENTRIES), entry] });
  }

  addToken(token: RoomToken): void {
    this.#change({ token });
  }

  #change(change: Partial<ObservationLogState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
