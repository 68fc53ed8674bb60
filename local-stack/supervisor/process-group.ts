/**
 * Every part of the stack leads a process group of its own, so that one call reaches it and all that it has started,
 * and so that Ctrl-C in the terminal reaches only us: we decide in which order things end.
 */

/** Sends a signal to a whole group. A group that is already gone is fine. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  signalProcess(-leader, signal);
}

/** Sends a signal to one process. A process that is already gone is fine. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH';
}
