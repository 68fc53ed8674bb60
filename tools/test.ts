import { runCommand } from './run-command.ts';
import { parseCLI, startVitest, type Vitest } from 'vitest/node';

/**
 * In the order in which they run: the quick ones first, and the machine for the end-to-end tests alone. Each is a run of its
 * own, because vitest starts the global setup of every project, here the whole stack, before the first test of any.
 */
const PROJECTS = ['unit', 'worker', 'speech', 'e2e'];

const HELP = `npm test -- [--project ${PROJECTS.join('|')}]... [name filters and options of vitest]

Runs the tests: unit (quick, beside the code), worker (the token service in workerd), speech and e2e (all services together;
speech is what must be heard and understood, one conversation at a time).
The last line is "N passed, N failed, N skipped", over all of them.`;

process.exitCode = await runCommand(HELP, test);

async function test(cliArgs: readonly string[]): Promise<number> {
  const { filter, options } = parseCLI(['vitest', 'run', ...cliArgs]);
  const chosen = [options.project ?? PROJECTS].flat();
  const unknown = chosen.filter((name) => !PROJECTS.includes(name));
  if (unknown.length > 0) {
    console.error(`Unknown project: ${unknown.join(', ')}.\n\n${HELP}`);
    return 2;
  }
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const project of PROJECTS.filter((name) => chosen.includes(name))) {
    const vitest = await startVitest('test', [...filter], {
      ...options,
      project,
      passWithNoTests: true,
    });
    count(vitest, sum);
    await vitest.close();
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  return sum.failed === 0 && sum.passed + sum.skipped > 0 ? 0 : 1;
}

/** Adds up a run. A file that cannot be loaded, and an error outside of every test, count as a failed test each. */
function count(vitest: Vitest, sum: { passed: number; failed: number; skipped: number }): void {
  for (const module of vitest.state.getTestModules()) {
    if (module.errors().length > 0) sum.failed++;
    for (const each of module.children.allTests()) {
      const { state } = each.result();
      if (state !== 'pending') sum[state]++;
      const { retryCount = 0 } = each.diagnostic() ?? {};
      if (retryCount > 0) console.log(`Needed a second try: ${each.fullName}`);
    }
  }
  sum.failed += vitest.state.getUnhandledErrors().length;
}
