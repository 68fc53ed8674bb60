import { Redaction } from '../cli/redaction.ts';
import { terminal } from '../cli/terminal.ts';
import { ROOT, Tools } from '../cli/tools.ts';
import { runCommand } from '../cli/usage.ts';
import { smokeTest } from '../smoke/smoke-test.ts';
import type { DeployDeps } from './release.ts';

/** Runs a deployment from this checkout, with the real tools, and resolves with its exit code. */
export function runDeploy(
  help: string,
  deploy: (args: readonly string[], deps: DeployDeps) => Promise<number>,
): Promise<number> {
  const tools = new Tools({
    redaction: new Redaction(),
    onCommand: (line) => terminal.line(`> ${line}`),
  });
  return runCommand(help, () =>
    deploy(process.argv.slice(2), {
      root: ROOT,
      environment: process.env,
      terminal,
      tools,
      smoke: smokeTest,
    }),
  );
}
