/** Time from the warning to the limit, in ms; at most half of the limit. */
const WARNING_MS = 2 * 60_000;

export type SessionLimitListener = {
  warn(): void;
  over(): void;
};

/** Limits the length of a conversation: an open microphone is billed by the minute. */
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
