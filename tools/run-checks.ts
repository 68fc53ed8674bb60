import { join } from 'node:path';
import { styleText } from 'node:util';
import { ROOT } from '@bakebot/local-stack';
import { execa } from 'execa';

/** One check: a command of an installed tool, or a function. */
export type Check = {
  readonly name: string;
  readonly run: () => Promise<CheckResult>;
};

export type CheckResult = {
  readonly passed: boolean;
  /** Shown when the check fails. */
  readonly output: string;
};

/** Runs one of the project's tools to its end, in the root folder or in one of its folders. */
export async function runTool(
  command: string,
  args: readonly string[],
  folder = '.',
): Promise<CheckResult> {
  const { exitCode, all } = await execa(command, args, {
    cwd: join(ROOT, folder),
    localDir: ROOT,
    preferLocal: true,
    reject: false,
    all: true,
    stdin: 'ignore',
    env: process.stdout.isTTY ? { FORCE_COLOR: '1' } : {},
  });
  return { passed: exitCode === 0, output: all };
}

/**
 * Runs checks one after the other, because tools use every core, and prints each result.
 *
 * @param options.stopAtFailure for checks that need the ones before
 * @returns the exit code
 */
export async function runChecks(
  checks: readonly Check[],
  { stopAtFailure = false } = {},
): Promise<number> {
  let failures = 0;
  for (const { name, run } of checks) {
    const start = performance.now();
    const { passed, output } = await run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5);
    const mark = passed ? styleText('green', '✓') : styleText('red', '✗');
    console.log(`${mark} ${name.padEnd(30)}${seconds} s`);
    if (passed) continue;
    failures++;
    console.log(`${output.replaceAll(/^/gm, '    ')}\n`);
    if (stopAtFailure) break;
  }
  if (failures > 0) console.log(`\n${failures} of ${checks.length} checks failed.`);
  return failures > 0 ? 1 : 0;
}
