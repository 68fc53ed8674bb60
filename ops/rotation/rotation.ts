import type { Terminal } from '../cli/terminal.ts';
import type { Journal } from './journal.ts';

/** The outcome of a step: done, or what has to happen before the rotation can continue. */
export type Outcome = 'done' | { wait: string };

/** Every step is idempotent: one that failed or was interrupted runs again. */
export interface RotationStep {
  name: string;
  /** One line; `YOU:` marks what only the operator can do. */
  about: string;
  run: () => Promise<Outcome>;
}

export interface RotationRun {
  journal: Journal;
  terminal: Terminal;
  now: () => number;
  dryRun: boolean;
}

/** Runs the steps that the journal does not list as done. Resolves with whether the rotation is complete. */
export async function rotate(steps: readonly RotationStep[], run: RotationRun): Promise<boolean> {
  const { journal, terminal } = run;
  for (const { name, about, run: work } of steps) {
    if (journal.doneAt(name) !== undefined) {
      terminal.line(`✓ ${name.padEnd(10)}${about} (done before)`);
      continue;
    }
    if (run.dryRun) {
      terminal.line(`· ${name.padEnd(10)}${about}`);
      continue;
    }
    terminal.line(`→ ${name.padEnd(10)}${about}`);
    const outcome = await work();
    if (outcome !== 'done') {
      terminal.line(`… ${name.padEnd(10)}${outcome.wait}`);
      return false;
    }
    journal.finish(name, run.now());
  }
  if (!run.dryRun) journal.close();
  return true;
}
