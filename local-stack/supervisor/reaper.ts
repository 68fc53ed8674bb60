import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What the supervisor tells the reaper, over IPC. */
export type ReaperOrder = { watchGroup: number } | { forgetGroup: number } | { removePath: string };

/**
 * Ends the process groups and removes the files that it was told of, as soon as this process is gone, however that
 * came about: `kill -9` included. It is a process of its own because nothing else would outlive us to do it.
 */
export class Reaper {
  readonly #process = fork(new URL('./reaper-main.ts', import.meta.url), {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });

  /** Takes charge of a process group or of a file or folder, or lets go of a group that has ended: its id may come back. */
  order(order: ReaperOrder): void {
    if (this.#process.connected) this.#process.send(order);
  }

  /** Lets the reaper do its work now; resolves once it has. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    if (this.#process.connected) this.#process.disconnect();
    await exited;
  }
}
