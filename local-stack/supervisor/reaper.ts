import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Sent to the reaper over IPC. */
export type ReaperOrder = { watchGroup: number } | { forgetGroup: number } | { removePath: string };

/**
 * Kills process groups and removes files once this process is gone, even by SIGKILL. It is a process of its own, so that
 * it survives this one.
 */
export class Reaper {
  readonly #process = fork(new URL('./reaper-main.ts', import.meta.url), {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });

  /** Adds a process group or a path, or removes a group that has ended: its id may be reused. */
  order(order: ReaperOrder): void {
    if (this.#process.connected) this.#process.send(order);
  }

  /** Makes the reaper do its work now, and resolves when it has. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    if (this.#process.connected) this.#process.disconnect();
    await exited;
  }
}
