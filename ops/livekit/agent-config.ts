import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import * as z from 'zod';
import type { Environment } from '../cli/command-line.ts';

const AgentConfig = z.object({
  project: z.object({ subdomain: z.string() }),
  agent: z.object({ id: z.string() }),
});
type AgentConfig = z.infer<typeof AgentConfig>;

/** The file with the LiveKit project and agent of an environment. */
export function agentConfigFile(environment: Environment): string {
  return environment === 'production' ? 'livekit.toml' : 'livekit.staging.toml';
}

/** The options of `lk agent` that select the environment. */
export function configFlags(environment: Environment): string[] {
  return ['--config', agentConfigFile(environment)];
}

export function readAgentConfig(root: string, environment: Environment): AgentConfig {
  return AgentConfig.parse(parse(readFileSync(join(root, agentConfigFile(environment)), 'utf8')));
}
