/** Runs asynchronous tasks one at a time, in the order in which they were added. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects with the task. A task that rejects does not stop the next one. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Resolves when every task added so far has ended. */
  async drained(): Promise<void> {
    await this.#last;
  }
}
