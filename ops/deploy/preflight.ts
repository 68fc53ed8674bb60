import type { Finding } from '../../tools/doctor/finding.ts';
import { fail, ok, warn } from '../../tools/doctor/finding.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { Tools } from '../cli/tools.ts';

/** One look before something is released. */
export type Preflight = () => Promise<Finding>;

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const;

/** Looks at everything, shows it all, and says whether a release may go ahead. */
export async function passPreflight(
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

/** Whether `work` succeeds: a tool that refuses says best itself why. */
export async function judge(
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

/** What is released must be what is committed. */
export async function judgeTree(tools: Tools): Promise<Finding> {
  const changes = (await tools.run('git', ['status', '--porcelain'])).trim();
  return changes === ''
    ? ok('tree', 'clean')
    : fail('tree', `${changes.split('\n').length} files are changed`, 'Commit or stash them.');
}

/** Runs all checks and tests, unless somebody else has. */
export async function judgeTests(tools: Tools, isSkipped: boolean): Promise<Finding> {
  if (isSkipped) return warn('tests', 'skipped', 'You say that they have passed for this commit.');
  return judge('tests', 'green', 'Mend what fails, or see it with: npm test', async () => {
    await tools.run('npm', ['run', 'check']);
    await tools.run('npm', ['test']);
  });
}

/** Which of the secrets that must be there are. */
export function judgeSecrets(required: readonly string[], present: readonly string[]): Finding {
  const missing = required.filter((name) => !present.includes(name));
  return missing.length === 0
    ? ok('secrets', 'all that are required')
    : fail('secrets', `${missing.join(', ')} missing`, 'Set them: npm run secrets -- set');
}
