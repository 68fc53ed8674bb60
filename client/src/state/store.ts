import type { ServiceEvent } from './events.ts';
import { reduce } from './reduce.ts';
import { initialState, type ServiceState } from './state.ts';

/** Implements the contract of React's `useSyncExternalStore` without importing React. */
export class Store {
  #state: ServiceState = initialState;
  readonly #listeners = new Set<() => void>();

  readonly getSnapshot = (): ServiceState => this.#state;

  /** @returns a function that unsubscribes */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  dispatch(event: ServiceEvent): void {
    const next = reduce(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
