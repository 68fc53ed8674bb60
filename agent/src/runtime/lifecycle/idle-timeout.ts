/** Time for the user to respond to "are you still there?", in ms. */
const RESPONSE_MS = 60_000;

export type IdleTimeoutOptions = {
  /** Longest time without activity, in ms. */
  readonly afterMs: number;
  /** Whether the agent is at work for the user, which counts as activity. */
  isBusy(): boolean;
  /** Asks the user whether they are still there. */
  ask(): void;
  /** Called when the user does not respond. */
  leave(): void;
};

/**
 * Ends a conversation that is no longer used: asks once, then leaves. The framework's `userAwayTimeout` does not count typed
 * turns or an agent that is busy.
 */
export class IdleTimeout {
  readonly #options: IdleTimeoutOptions;
  #timeout: NodeJS.Timeout | undefined;

  constructor(options: IdleTimeoutOptions) {
    this.#options = options;
    this.active();
  }

  /** Restarts the time-out. */
  active(): void {
    clearTimeout(this.#timeout);
    this.#timeout = setTimeout(() => this.#silent(), this.#options.afterMs);
  }

  close(): void {
    clearTimeout(this.#timeout);
  }

  #silent(): void {
    if (this.#options.isBusy()) {
      this.active();
      return;
    }
    this.#options.ask();
    const { afterMs } = this.#options;
    this.#timeout = setTimeout(() => this.#stillSilent(), Math.min(RESPONSE_MS, afterMs));
  }

  #stillSilent(): void {
    if (this.#options.isBusy()) this.active();
    else this.#options.leave();
  }
}
