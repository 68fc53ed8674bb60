import type { Environment } from '../cli/command-line.ts';
import { commandLine, type ToolName, type Tools } from '../cli/tools.ts';
import { configFlags } from '../livekit/agent-config.ts';

export const RELEASABLES = ['worker', 'agent'] as const;
export type Releasable = (typeof RELEASABLES)[number];

/** `previous` defaults to the version before the current one. The Worker's rollback restores that version's secrets, too. */
function rollbackCommand(
  released: Releasable,
  environment: Environment,
  previous?: string,
): { tool: ToolName; args: readonly string[] } {
  if (released === 'worker') {
    const version = previous ? [previous] : [];
    const message = 'the smoke test failed';
    return {
      tool: 'wrangler',
      args: ['rollback', ...version, '--env', environment, '--yes', '--message', message],
    };
  }
  return {
    tool: 'lk',
    args: ['agent', 'rollback', '--version', previous ?? 'latest', ...configFlags(environment)],
  };
}

/** The rollback commands, for an operator who decides whether to run them. */
export function rollbackInstructions(environment: Environment): string {
  const lines = RELEASABLES.map((released) => {
    const { tool, args } = rollbackCommand(released, environment);
    return `  ${released.padEnd(7)}${commandLine(tool, args)}`;
  });
  return `To roll back:\n${lines.join('\n')}`;
}

export async function rollBack(
  tools: Tools,
  released: Releasable,
  environment: Environment,
  previous?: string,
): Promise<void> {
  const { tool, args } = rollbackCommand(released, environment, previous);
  await tools.run(tool, args);
}
