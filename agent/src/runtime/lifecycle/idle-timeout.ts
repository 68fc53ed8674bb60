/** How long the user may take to answer whether they are still there, in ms. */
const ANSWER_MS = 60_000;

export type IdleWatchOptions = {
  /** How long nothing may happen, in ms. */
  readonly afterMs: number;
  /** Whether the silence has a reason: a timer runs, or an answer is being given. */
  isBusy(): boolean;
  /** Ask once whether somebody is there. */
  ask(): void;
  /** Nobody is. */
  leave(): void;
};

/**
 * Notices when nobody uses the conversation any more: asks once, and then gives up. The framework's own watch does not
 * know of typed turns and kitchen timers.
 */
export class IdleTimeout {
  readonly #options: IdleWatchOptions;
  #timeout: NodeJS.Timeout | undefined;

  constructor(options: IdleWatchOptions) {
    this.#options = options;
    this.active();
  }

  /** Something happened: a turn, a word, a return. */
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
    this.#timeout = setTimeout(() => this.#stillSilent(), Math.min(ANSWER_MS, afterMs));
  }

  #stillSilent(): void {
    if (this.#options.isBusy()) this.active();
    else this.#options.leave();
  }
}
