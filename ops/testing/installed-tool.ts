import { execFileSync, spawnSync } from 'node:child_process';

/**
 * Whether this machine has a tool that npm cannot install. The CI workflow installs it; elsewhere the tests that need it
 * are skipped, and standard error says so: vitest hides the console of passed tests.
 */
export function hasTool(tool: string, howToInstall: string): boolean {
  const isInstalled = spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0;
  if (isInstalled || process.env['GITHUB_ACTIONS']) return true;
  process.stderr.write(`SKIPPED: tests that need ${tool} (${howToInstall})\n`);
  return false;
}

export function hasLk(): boolean {
  return hasTool('lk', 'https://docs.livekit.io/home/cli/');
}

/** The verbs and options of an `lk` command line that the help of the installed `lk` does not list. */
export function unknownToLk(commandLine: string): string[] {
  const verbs =
    commandLine
      .split(/ (?=--|<|\[)/)[0]
      ?.split(' ')
      .slice(1) ?? [];
  const help = execFileSync('lk', [...verbs, '--help'], { encoding: 'utf8' });
  const flags = commandLine.match(/(?<= )--[a-z][a-z-]*/g) ?? [];
  return [`lk ${verbs.join(' ')} `, ...flags].filter((part) => !help.includes(part));
}
