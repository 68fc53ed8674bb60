/** How long before the end the user is warned, in ms; in a conversation that is shorter, at half time. */
const WARNING_MS = 2 * 60_000;

export type SessionLimitListener = {
  /** It will be over soon. */
  warn(): void;
  over(): void;
};

/** Ends a conversation that goes on for ever: an open microphone costs money by the minute. */
export class SessionLimit {
  readonly #timeouts: readonly NodeJS.Timeout[];

  constructor(maxMs: number, listener: SessionLimitListener) {
    this.#timeouts = [
      setTimeout(() => listener.warn(), Math.max(maxMs - WARNING_MS, maxMs / 2)),
      setTimeout(() => listener.over(), maxMs),
    ];
  }

  close(): void {
    for (const timeout of this.#timeouts) clearTimeout(timeout);
  }
}
