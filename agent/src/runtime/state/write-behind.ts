/** Saves the state after it has changed, once for all changes of one turn of the event loop, and never in the way of them. */
export class WriteBehind {
  readonly #save: () => void;
  #pending: NodeJS.Immediate | undefined;

  constructor(save: () => void) {
    this.#save = save;
  }

  /** The state has changed, or may have. */
  changed(): void {
    this.#pending ??= setImmediate(() => {
      this.#pending = undefined;
      this.#save();
    });
  }

  close(): void {
    clearImmediate(this.#pending);
  }
}
