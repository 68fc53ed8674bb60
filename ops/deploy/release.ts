import type { Terminal } from '../cli/terminal.ts';
import type { Tools } from '../cli/tools.ts';
import { SmokeError, type SmokeTest, type SmokeTestOptions } from '../smoke/step.ts';
import type { DeployOptions } from './options.ts';
import { rollBack, rollbackInstructions, type Releasable } from './rollback.ts';

export interface DeployContext {
  /** The folder with wrangler.toml and the livekit.*.toml files. */
  root: string;
  environment: NodeJS.ProcessEnv;
  terminal: Terminal;
  tools: Tools;
  smoke: SmokeTest;
}

export async function headCommit(tools: Tools): Promise<string> {
  return (await tools.run('git', ['rev-parse', 'HEAD'])).trim();
}

/** Lists the commits since the deployed one. */
export async function showChanges(
  { tools, terminal }: DeployContext,
  deployed: string | undefined,
): Promise<void> {
  if (!deployed || !/^[0-9a-f]{7,40}$/.test(deployed)) {
    terminal.line('\nThe deployed version has no commit, so the changes are unknown.');
    return;
  }
  const log = await tools
    .run('git', ['log', '--oneline', `${deployed}..HEAD`])
    .catch(() => undefined);
  if (log === undefined)
    terminal.line(`\nThe deployed commit ${deployed} is not in this checkout.`);
  else terminal.line(`\nNew since ${deployed.slice(0, 12)}:\n${log.trim() || '(nothing)'}`);
}

export async function confirmRelease(
  { yes, dryRun, environment }: DeployOptions,
  terminal: Terminal,
): Promise<boolean> {
  if (dryRun) {
    terminal.line('\nDry run: nothing was released.');
    return false;
  }
  return yes || terminal.confirm(`Release to ${environment}?`);
}

/** Runs the smoke test and prints each step. Resolves with whether it passed. */
export async function passesSmokeTest(
  { smoke, terminal }: DeployContext,
  options: SmokeTestOptions,
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

/** Rolls a failed release back with `--rollback`, else prints how to. Resolves with the exit code. */
export async function handleFailedRelease(
  { tools, terminal }: DeployContext,
  released: Releasable,
  { environment, rollback }: DeployOptions,
  previous: string | undefined,
): Promise<number> {
  if (rollback && previous) {
    await rollBack(tools, released, environment, previous);
    terminal.line(`\nThe smoke test failed. Rolled back to ${previous}.`);
  } else {
    terminal.line(`\nThe smoke test failed. ${rollbackInstructions(environment)}`);
  }
  return 1;
}
