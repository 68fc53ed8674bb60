import { spawnSync } from 'node:child_process';

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
