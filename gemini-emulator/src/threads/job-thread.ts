import { Worker } from 'node:worker_threads';
import type { JobReply, JobRequest } from './serve-jobs.ts';

/**
 * Runs jobs in a thread, one after the other, so that the server's event loop never waits. The thread starts with the first
 * job, or with `start`.
 */
export class JobThread<Job, Result> {
  readonly #entry: URL;
  readonly #pending = new Map<number, PromiseWithResolvers<Result>>();
  #worker: Worker | undefined;
  #nextId = 0;
  #failure: Error | undefined;

  /** @param entry a module that calls `serveJobs` with the same `Job` and `Result`. */
  constructor(entry: URL) {
    this.#entry = entry;
  }

  /** Whether a job is running or waiting. */
  get busy(): boolean {
    return this.#pending.size > 0;
  }

  /**
   * Starts the thread, unless it runs already.
   *
   * @throws when it was closed, or has failed.
   */
  start(): Worker {
    if (this.#failure) throw this.#failure;
    this.#worker ??= this.#launch();
    return this.#worker;
  }

  async run(job: Job): Promise<Result> {
    const worker = this.start();
    const id = this.#nextId++;
    const settled = Promise.withResolvers<Result>();
    this.#pending.set(id, settled);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is not a window
    worker.postMessage({ id, job } satisfies JobRequest<Job>);
    return settled.promise;
  }

  async close(): Promise<void> {
    this.#fail(new Error('The thread was closed.'));
    await this.#worker?.terminate();
  }

  #launch(): Worker {
    const worker = new Worker(this.#entry);
    worker.on('message', (reply: JobReply<Result>) => this.#settle(reply));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => this.#fail(new Error('The thread was closed.')));
    return worker;
  }

  #settle(reply: JobReply<Result>): void {
    const settled = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.ok) settled?.resolve(reply.result);
    else settled?.reject(new Error(reply.message));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const settled of this.#pending.values()) settled.reject(this.#failure);
    this.#pending.clear();
  }
}
