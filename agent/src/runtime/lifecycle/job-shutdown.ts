import type { JobContext } from '@livekit/agents';

/** Ends a job. Of several reasons the first counts. */
export class JobShutdown {
  readonly #job: JobContext;
  #reason: string | undefined;

  constructor(job: JobContext) {
    this.#job = job;
  }

  /** `job_shutdown` when the framework ended the job, which gives no reason. */
  get reason(): string {
    return this.#reason ?? 'job_shutdown';
  }

  /** Ends the job and deletes its room, because LiveKit dispatches agents to new rooms only. */
  async withRoom(reason: string): Promise<void> {
    this.#reason ??= reason;
    if (this.#job.room.isConnected) await this.#job.deleteRoom();
    this.#job.shutdown(reason);
  }

  /** Ends the job and leaves the room to another agent. */
  withoutRoom(reason: string): void {
    this.#reason ??= reason;
    this.#job.shutdown(reason);
  }
}
