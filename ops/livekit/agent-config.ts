import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import * as z from 'zod';
import type { Environment } from '../cli/usage.ts';

const AgentConfig = z.object({
  project: z.object({ subdomain: z.string() }),
  agent: z.object({ id: z.string() }),
});
type AgentConfig = z.infer<typeof AgentConfig>;

/** Which of the two files names the environment's LiveKit project and agent. */
export function agentConfigFile(environment: Environment): string {
  return environment === 'production' ? 'livekit.toml' : 'livekit.staging.toml';
}

/** How `lk` is told so. */
export function agentConfig(environment: Environment): string[] {
  return ['--config', agentConfigFile(environment)];
}

export function readAgentConfig(root: string, environment: Environment): AgentConfig {
  return AgentConfig.parse(parse(readFileSync(join(root, agentConfigFile(environment)), 'utf8')));
}
