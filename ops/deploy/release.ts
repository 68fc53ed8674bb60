import type { Terminal } from '../cli/terminal.ts';
import type { Tools } from '../cli/tools.ts';
import { howToRollBack, rollBack, type Released } from '../smoke/rollback.ts';
import { SmokeError, type SmokeOptions, type SmokeTest } from '../smoke/smoke-test.ts';
import type { DeployOptions } from './options.ts';

/** What a deployment works with. */
export interface DeployDeps {
  /** The folder with wrangler.toml and the livekit.*.toml files. */
  root: string;
  environment: NodeJS.ProcessEnv;
  terminal: Terminal;
  tools: Tools;
  smoke: SmokeTest;
}

/** The commit that is checked out. */
export async function headCommit(tools: Tools): Promise<string> {
  return (await tools.run('git', ['rev-parse', 'HEAD'])).trim();
}

/** Shows which commits are new since the deployed one, if that is known. */
export async function showChanges(
  { tools, terminal }: DeployDeps,
  deployed: string | undefined,
): Promise<void> {
  if (!deployed || !/^[0-9a-f]{7,40}$/.test(deployed)) {
    terminal.line('\nWhat is deployed names no commit, so the difference is not known.');
    return;
  }
  const log = await tools
    .run('git', ['log', '--oneline', `${deployed}..HEAD`])
    .catch(() => undefined);
  if (log === undefined)
    terminal.line(`\nThe deployed commit ${deployed} is not in this checkout.`);
  else terminal.line(`\nNew since ${deployed.slice(0, 12)}:\n${log.trim() || '(nothing)'}`);
}

/** Asks whether to go ahead, unless that is settled. */
export async function mayGoAhead(
  { yes, dryRun, environment }: DeployOptions,
  terminal: Terminal,
): Promise<boolean> {
  if (dryRun) {
    terminal.line('\nThat was a dry run: nothing has changed.');
    return false;
  }
  return yes || terminal.confirm(`Release to ${environment}?`);
}

/** Whether a user would be served. Shows each step. */
export async function trySmokeTest(
  { smoke, terminal }: DeployDeps,
  options: SmokeOptions,
): Promise<boolean> {
  try {
    await smoke(options, ({ step, ms }) => {
      terminal.line(`  ✓ ${step.padEnd(9)}${(ms / 1000).toFixed(2)} s`);
    });
    return true;
  } catch (error) {
    if (!(error instanceof SmokeError)) throw error;
    terminal.line(`  ✗ ${error.step.padEnd(9)}${error.message}`);
    return false;
  }
}

/** What follows a release that users are not served by. Returns the exit code. */
export async function goBack(
  { tools, terminal }: DeployDeps,
  released: Released,
  { environment, rollback }: DeployOptions,
  previous: string | undefined,
): Promise<number> {
  if (rollback && previous) {
    await rollBack(tools, released, environment, previous);
    terminal.line(`\nThe smoke test failed. Went back to ${previous}.`);
  } else {
    terminal.line(`\nThe smoke test failed. To roll back:\n${howToRollBack(environment)}`);
  }
  return 1;
}
