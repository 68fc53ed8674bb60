/**
 * Every service leads a process group: one signal reaches it and all its children, and Ctrl-C in the terminal reaches
 * only the supervisor, which decides the order of the shutdown.
 */

/** Sends a signal to a whole group; one that is gone is ignored. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  signalProcess(-leader, signal);
}

/** Sends a signal to one process; one that is gone is ignored. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isNoSuchProcess(error)) throw error;
  }
}

function isNoSuchProcess(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH';
}
