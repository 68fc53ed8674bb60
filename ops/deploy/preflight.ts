import { fail, ok, warn, type Finding } from '../../tools/doctor/finding.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { Tools } from '../cli/tools.ts';

/** One check before a release. */
export type Preflight = () => Promise<Finding>;

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const;

/** Runs and prints every check. Resolves with whether the release may continue. */
export async function passesPreflight(
  checks: readonly Preflight[],
  terminal: Terminal,
): Promise<boolean> {
  let passes = true;
  for (const check of checks) {
    const { about, verdict, found, remedy } = await check();
    terminal.line(`${MARKS[verdict]} ${about.padEnd(12)}${found}`);
    if (remedy) terminal.line(`  ${remedy.replaceAll('\n', '\n  ')}`);
    if (verdict === 'fail') passes = false;
  }
  return passes;
}

/** Passes when `work` resolves; otherwise shows its error, because a tool explains best itself why it failed. */
export async function checkResolves(
  about: string,
  found: string,
  remedy: string,
  work: () => Promise<unknown>,
): Promise<Finding> {
  try {
    await work();
    return ok(about, found);
  } catch (error) {
    return fail(about, error instanceof Error ? error.message : String(error), remedy);
  }
}

/** The tools release the working tree, and a release must be a commit. */
export async function checkTree(tools: Tools): Promise<Finding> {
  const changes = (await tools.run('git', ['status', '--porcelain'])).trim();
  return changes === ''
    ? ok('tree', 'clean')
    : fail('tree', `${changes.split('\n').length} changed files`, 'Commit or stash them.');
}

export async function checkTests(tools: Tools, isSkipped: boolean): Promise<Finding> {
  if (isSkipped) return warn('tests', 'skipped', 'They must have passed for this commit.');
  return checkResolves('tests', 'passed', 'Fix the failure; to run them: npm test', async () => {
    await tools.run('npm', ['run', 'check']);
    await tools.run('npm', ['test']);
  });
}

export function checkSecrets(required: readonly string[], present: readonly string[]): Finding {
  const missing = required.filter((name) => !present.includes(name));
  return missing.length === 0
    ? ok('secrets', 'all required ones are set')
    : fail('secrets', `missing: ${missing.join(', ')}`, 'Set them: npm run secrets -- set');
}
