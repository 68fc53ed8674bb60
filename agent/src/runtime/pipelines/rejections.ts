import type { Pipeline } from './pipeline.ts';
import { afterRejection, type RetryDecision } from './retry-policy.ts';

/** The pipelines whose vendors reject requests for good, and the pause while all of them do. */
export class Rejections {
  readonly #pipelines: readonly Pipeline[];
  readonly #rejecting = new Set<Pipeline>();
  #pausing = Promise.withResolvers<'rejected'>();
  #endPause: (() => void) | undefined;
  /** A turn has arrived since the latest rejection. */
  #isRetryDue = false;

  constructor(pipelines: readonly Pipeline[]) {
    this.#pipelines = pipelines;
  }

  /** Notes that a pipeline rejects requests. @returns whether another one is left */
  add(pipeline: Pipeline): boolean {
    this.#rejecting.add(pipeline);
    return this.#rejecting.size < this.#pipelines.length;
  }

  /** Decides what follows a session that was lost by a rejection. */
  decide(pipeline: Pipeline): RetryDecision {
    this.#isRetryDue = false;
    return afterRejection(this.add(pipeline));
  }

  /** A reply succeeded. */
  clear(): void {
    this.#rejecting.clear();
  }

  get areAllRejecting(): boolean {
    return this.#rejecting.size === this.#pipelines.length;
  }

  /** Resolves while `pause` waits. */
  get pausing(): Promise<'rejected'> {
    return this.#pausing.promise;
  }

  /** Waits until the time is over or a turn arrives. @param pauseMs ms */
  async pause(pauseMs: number): Promise<void> {
    if (this.#isRetryDue) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#endPause = resolve;
    this.#pausing.resolve('rejected');
    const timeout = setTimeout(() => this.retryNow(), pauseMs);
    await promise;
    clearTimeout(timeout);
  }

  /** Ends the pause, or prevents it, because there is a turn to answer. */
  retryNow(): void {
    this.#isRetryDue = true;
    if (!this.#endPause) return;
    this.#pausing = Promise.withResolvers();
    this.#endPause();
    this.#endPause = undefined;
  }
}
