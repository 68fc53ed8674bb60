import * as z from 'zod';
import type { Environment } from '../cli/usage.ts';
import { ToolError, type Tools } from '../cli/tools.ts';
import { withPrivateFile } from '../secrets/private-file.ts';
import type { SecretValues } from '../secrets/values.ts';
import { agentConfig } from './agent-config.ts';

// What `lk` 2.18 prints with --json: protobuf messages, in which what is false or empty is left out.
const Versions = z.object({
  versions: z
    .array(
      z.object({
        version: z.string(),
        current: z.boolean().default(false),
        attributes: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
});
const Secrets = z.object({ secrets: z.array(z.object({ name: z.string() })).default([]) });

/** The agent on LiveKit Cloud, through `lk`. */
export class DeployedAgent {
  readonly #tools: Tools;
  readonly #config: readonly string[];

  constructor(tools: Tools, environment: Environment) {
    this.#tools = tools;
    this.#config = agentConfig(environment);
  }

  /** @throws {ToolError} when nobody is logged in, or the chosen project is not that of livekit.toml. */
  async requireAccess(): Promise<void> {
    await this.#lk(['status', '--json']);
  }

  async secretNames(): Promise<string[]> {
    return parseOutput(Secrets, await this.#lk(['secrets', '--json'])).secrets.map(
      ({ name }) => name,
    );
  }

  /** The version that takes new jobs, and the commit that it was made of. */
  async currentVersion(): Promise<{ version: string; commit: string | undefined } | undefined> {
    const { versions } = parseOutput(Versions, await this.#lk(['versions', '--json']));
    const current = versions.find((version) => version.current);
    return current && { version: current.version, commit: current.attributes['git_commit'] };
  }

  /** Builds and releases what is checked out. Conversations on the version before may end in peace. */
  async deploy(): Promise<void> {
    await this.#lk(['deploy']);
  }

  /** Adds or replaces secrets. Instances are restarted one after the other. */
  async setSecrets(values: SecretValues): Promise<void> {
    await withPrivateFile(values, (path) => this.#lk(['update-secrets', '--secrets-file', path]));
  }

  #lk(args: readonly string[]): Promise<string> {
    return this.#tools.run('lk', ['agent', ...args, ...this.#config, '--yes']);
  }
}

function parseOutput<Output>(schema: z.ZodType<Output>, output: string): Output {
  try {
    return schema.parse(JSON.parse(output));
  } catch {
    throw new ToolError('lk answered something else than what was asked: is it older than 2.18?');
  }
}
