import type { Environment } from '../cli/usage.ts';
import { agentConfig } from '../livekit/agent-config.ts';
import { commandLine, type ToolName, type Tools } from '../cli/tools.ts';

/** What can be rolled back. */
export const RELEASED = ['worker', 'agent'] as const;
export type Released = (typeof RELEASED)[number];

type Command = { tool: ToolName; args: readonly string[] };

/** Undoes a release. Of the Worker it brings the secrets of that version back, too. */
function rollbackCommand(released: Released, environment: Environment, previous?: string): Command {
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
    args: ['agent', 'rollback', '--version', previous ?? 'latest', ...agentConfig(environment)],
  };
}

/** How to roll back, for somebody who decides that themselves. */
export function howToRollBack(environment: Environment | undefined): string {
  return RELEASED.map((released) => {
    const { tool, args } = rollbackCommand(released, environment ?? 'production');
    return `  ${released.padEnd(7)}${commandLine(tool, args)}`;
  }).join('\n');
}

export async function rollBack(
  tools: Tools,
  released: Released,
  environment: Environment,
  previous?: string,
): Promise<void> {
  const { tool, args } = rollbackCommand(released, environment, previous);
  await tools.run(tool, args);
}
