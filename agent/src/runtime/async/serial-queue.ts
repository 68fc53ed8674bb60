/** Runs asynchronous work one at a time, in the order in which it was added. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Adds work. Resolves, or rejects, as the work does; a failure does not stop the work behind it. */
  add<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Resolves when all work added so far has ended. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
