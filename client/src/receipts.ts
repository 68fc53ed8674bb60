/** How long a turn that was sent may go without the agent's word that it has it, in ms. */
const RECEIPT_TIMEOUT_MS = 10_000;

/** Watches that every turn that was sent is acknowledged. */
export class Receipts {
  readonly #missing: (turnId: string) => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** @param missing called for a turn whose receipt did not come */
  constructor(missing: (turnId: string) => void) {
    this.#missing = missing;
  }

  expect(turnId: string): void {
    this.confirm(turnId);
    const timer = setTimeout(() => {
      this.#timers.delete(turnId);
      this.#missing(turnId);
    }, RECEIPT_TIMEOUT_MS);
    this.#timers.set(turnId, timer);
  }

  confirm(turnId: string): void {
    clearTimeout(this.#timers.get(turnId));
    this.#timers.delete(turnId);
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
