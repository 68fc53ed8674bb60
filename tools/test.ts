import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd } from './bootstrap/processes.mjs';
import { ROOT, toolEnvironment } from '@bakebot/local-stack';
import { selectTests, type Project, type TestSelection } from './test-run/projects.ts';
import { summaryLine, sumTallies, tallyRun, type Tally } from './test-run/tally.ts';

const HELP = `npm test -- [--project unit|worker|speech|e2e]... [name filters and options of vitest]

Runs the tests: unit (quick, beside the code), worker (the token service in workerd), speech and e2e (the real parts together;
speech is what must be heard and understood, one conversation at a time).
The last line is "N passed, N failed, N skipped", over all of them.`;

process.exitCode = await test(process.argv.slice(2));

async function test(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  let selection: TestSelection;
  try {
    selection = selectTests(args);
  } catch (error) {
    console.error(`${String(error)}\n\n${HELP}`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-test-'));
  try {
    return await runProjects(selection, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runProjects({ projects, rest }: TestSelection, folder: string): Promise<number> {
  const tallies: Tally[] = [];
  for (const project of projects) {
    const report = join(folder, `${project}.json`);
    // One after the other: the end-to-end tests want the machine for themselves.
    // oxlint-disable-next-line no-await-in-loop
    const { code, stoppedBy } = await runVitest(project, rest, report);
    if (stoppedBy) return code;
    tallies.push(tallyRun(readJson(report), code));
  }
  const sum = sumTallies(tallies);
  console.log(summaryLine(sum));
  const someRan = sum.passed + sum.skipped > 0;
  return sum.failed === 0 && someRan ? 0 : 1;
}

function runVitest(project: Project, rest: readonly string[], report: string) {
  const options = ['run', '--project', project, '--passWithNoTests'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return runToEnd('vitest', [...options, ...reporters, ...rest], {
    cwd: ROOT,
    env: toolEnvironment(),
    stdio: 'inherit',
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
