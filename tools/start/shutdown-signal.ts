import { exitCodeOf } from '../bootstrap/processes.mjs';

export interface StopRequest {
  reason: string;
  /** By convention 128 + the signal's number. */
  exitCode: number;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when somebody wants us to stop: Ctrl-C, `kill`, a terminal that closes, or the end of the process that
 * started us. From then on these are ours to answer, and asking twice changes nothing: stopping is quick anyway.
 */
export function untilShutdownSignal(): Promise<StopRequest> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => resolve({ reason: signal, exitCode: exitCodeOf(signal) }));
    }
    process.on('disconnect', () => resolve({ reason: 'Whoever started this ended', exitCode: 1 }));
    for (const output of [process.stdout, process.stderr]) {
      output.on('error', () => resolve({ reason: 'Nobody reads the output', exitCode: 1 }));
    }
  });
}
