import type { JobContext } from '@livekit/agents';

/** How a job ends, and why: of several reasons the first counts. */
export class JobShutdown {
  readonly #job: JobContext;
  #reason: string | undefined;

  constructor(job: JobContext) {
    this.#job = job;
  }

  /** The framework may end a job, too, and does not tell why. */
  get reason(): string {
    return this.#reason ?? 'job_shutdown';
  }

  /** Ends the job and its room, because LiveKit sends no other agent into a room that is still there. */
  async withRoom(reason: string): Promise<void> {
    this.#reason ??= reason;
    if (this.#job.room.isConnected) await this.#job.deleteRoom();
    this.#job.shutdown(reason);
  }

  /** Ends the job alone: the room is another agent's. */
  withoutRoom(reason: string): void {
    this.#reason ??= reason;
    this.#job.shutdown(reason);
  }
}
