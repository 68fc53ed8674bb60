import { exitCodeOf } from '../bootstrap/processes.mjs';

export interface Shutdown {
  reason: string;
  /** By convention 128 + the signal's number. */
  exitCode: number;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves on Ctrl-C, `kill`, a closed terminal, or the exit of the parent process. Further signals are ignored: the
 * shutdown is quick.
 */
export function untilShutdownSignal(): Promise<Shutdown> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => resolve({ reason: signal, exitCode: exitCodeOf(signal) }));
    }
    process.on('disconnect', () => resolve({ reason: 'The parent process exited', exitCode: 1 }));
    for (const output of [process.stdout, process.stderr]) {
      output.on('error', () => resolve({ reason: 'The output was closed', exitCode: 1 }));
    }
  });
}
