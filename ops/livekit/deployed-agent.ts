import * as z from 'zod';
import type { Environment } from '../cli/command-line.ts';
import { ToolError, type Tools } from '../cli/tools.ts';
import { withPrivateFile, type SecretValues } from '../secrets/values.ts';
import { configFlags } from './agent-config.ts';

// Output of `lk` 2.18 with --json: protobuf messages, which omit false and empty fields.
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
  readonly #configFlags: readonly string[];

  constructor(tools: Tools, environment: Environment) {
    this.#tools = tools;
    this.#configFlags = configFlags(environment);
  }

  /** @throws {ToolError} when `lk` is not logged in, or its project is not that of the livekit.*.toml file. */
  async requireAccess(): Promise<void> {
    await this.#lk(['status', '--json']);
  }

  async secretNames(): Promise<string[]> {
    return parseOutput(Secrets, await this.#lk(['secrets', '--json'])).secrets.map(
      ({ name }) => name,
    );
  }

  /** The version that accepts new jobs, and its commit. */
  async currentVersion(): Promise<{ version: string; commit: string | undefined } | undefined> {
    const { versions } = parseOutput(Versions, await this.#lk(['versions', '--json']));
    const current = versions.find((version) => version.current);
    return current && { version: current.version, commit: current.attributes['git_commit'] };
  }

  /** Builds and releases the checkout. Conversations on the previous version are handed over. */
  async deploy(): Promise<void> {
    await this.#lk(['deploy']);
  }

  /** Adds or replaces secrets, which restarts the instances one after the other. */
  async setSecrets(values: SecretValues): Promise<void> {
    await withPrivateFile(values, (path) => this.#lk(['update-secrets', '--secrets-file', path]));
  }

  #lk(args: readonly string[]): Promise<string> {
    return this.#tools.run('lk', ['agent', ...args, ...this.#configFlags, '--yes']);
  }
}

function parseOutput<Output>(schema: z.ZodType<Output>, output: string): Output {
  try {
    return schema.parse(JSON.parse(output));
  } catch {
    throw new ToolError('The output of lk is not as expected. This needs lk 2.18 or newer.');
  }
}
