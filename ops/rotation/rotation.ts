import type { Terminal } from '../cli/terminal.ts';
import type { Journal } from './journal.ts';

/** How a step ended. Who must wait comes back later; who must confirm says so with `--confirm`. */
export type Outcome = 'done' | { wait: string };

export interface RotationStep {
  name: string;
  /** What it does, in a line; and to whom it is told what to do, when only they can do it. */
  about: string;
  run: () => Promise<Outcome>;
}

export interface RotationRun {
  journal: Journal;
  terminal: Terminal;
  now: () => number;
  dryRun: boolean;
}

/**
 * Does what is left of a rotation, step by step. Every step can be repeated, so one that failed or was cut off is just
 * run again.
 *
 * @returns whether it is over.
 */
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
