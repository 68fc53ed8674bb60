import * as z from 'zod';
import type { Environment } from '../cli/command-line.ts';
import { ToolError, type Tools } from '../cli/tools.ts';
import type { SecretValues } from '../secrets/values.ts';

const Version = z.object({
  id: z.string(),
  metadata: z.object({ created_on: z.string() }),
  annotations: z.record(z.string(), z.string()).optional(),
});
const Deployment = z.object({
  created_on: z.string(),
  versions: z.array(z.object({ version_id: z.string(), percentage: z.number() })),
});
const Secrets = z.array(z.object({ name: z.string() }));

export interface WorkerVersion {
  id: string;
  tag: string | undefined;
  message: string | undefined;
  createdOn: string;
}

/** The deployed Worker of one environment, through wrangler. */
export class DeployedWorker {
  readonly #tools: Tools;
  readonly #env: readonly string[];

  constructor(tools: Tools, environment: Environment) {
    this.#tools = tools;
    this.#env = ['--env', environment];
  }

  /** @throws {ToolError} when wrangler is not logged in. */
  async requireLogin(): Promise<void> {
    await this.#wrangler(['whoami', '--json']);
  }

  /** Cloudflare reveals the names of secrets only, never their values. */
  async secretNames(): Promise<string[]> {
    const output = await this.#wrangler(['secret', 'list', ...this.#env, '--format', 'json']);
    return parseOutput(Secrets, output).map(({ name }) => name);
  }

  /** The ten newest versions, newest first. */
  async versions(): Promise<WorkerVersion[]> {
    const output = await this.#wrangler(['versions', 'list', ...this.#env, '--json']);
    return parseOutput(z.array(Version), output)
      .map(({ id, metadata, annotations }) => ({
        id,
        tag: annotations?.['workers/tag'],
        message: annotations?.['workers/message'],
        createdOn: metadata.created_on,
      }))
      .toSorted((a, b) => b.createdOn.localeCompare(a.createdOn));
  }

  async findByTag(tag: string): Promise<WorkerVersion | undefined> {
    return (await this.versions()).find((version) => version.tag === tag);
  }

  /** The version with most of the traffic. */
  async currentVersion(): Promise<string> {
    const output = await this.#wrangler(['deployments', 'status', ...this.#env, '--json']);
    const { versions } = parseOutput(Deployment, output);
    const [current] = versions.toSorted((a, b) => b.percentage - a.percentage);
    if (!current) throw new ToolError('No version of the Worker gets traffic.');
    return current.version_id;
  }

  /** Creates one version with all of these secrets, without traffic, and resolves with its id. */
  async writeSecrets(values: SecretValues, tag: string, message: string): Promise<string> {
    const args = ['versions', 'secret', 'bulk', ...this.#env, '--tag', tag, '--message', message];
    await this.#wrangler(args, JSON.stringify(values));
    return this.#requireTag(tag);
  }

  /** Creates a version without this secret, without traffic, and resolves with its id. */
  async removeSecret(name: string, tag: string, message: string): Promise<string> {
    const annotations = ['--tag', tag, '--message', message];
    await this.#wrangler(
      ['versions', 'secret', 'delete', name, ...this.#env, ...annotations],
      'y\n',
    );
    return this.#requireTag(tag);
  }

  /** Creates a version of the checkout's code, without traffic, and resolves with its id. */
  async upload(tag: string, message: string): Promise<string> {
    const annotations = ['--tag', tag, '--message', message];
    await this.#wrangler(['versions', 'upload', ...this.#env, '--strict', ...annotations]);
    return this.#requireTag(tag);
  }

  /** Routes all traffic to one version. Staged ones get 0 %, and a version override still reaches them. */
  async routeTraffic(id: string, ...staged: string[]): Promise<void> {
    const shares = [`${id}@100%`, ...staged.map((other) => `${other}@0%`)];
    await this.#wrangler(['versions', 'deploy', ...shares, ...this.#env, '--yes']);
  }

  /** Releases the checkout's code at 100 % of the traffic, as the first deployment must. */
  async deploy(tag: string, message: string, secretsFile: string | undefined): Promise<void> {
    const secrets = secretsFile ? ['--secrets-file', secretsFile] : [];
    const annotations = ['--tag', tag, '--message', message];
    await this.#wrangler(['deploy', ...this.#env, '--strict', ...annotations, ...secrets]);
  }

  /** Releases a version with these secrets at 100 % of the traffic. */
  async setSecrets(values: SecretValues): Promise<void> {
    await this.#wrangler(['secret', 'bulk', ...this.#env], JSON.stringify(values));
  }

  #wrangler(args: readonly string[], input?: string): Promise<string> {
    return this.#tools.run('wrangler', args, input);
  }

  async #requireTag(tag: string): Promise<string> {
    const version = await this.findByTag(tag);
    if (!version) throw new ToolError(`wrangler created no version with the tag ${tag}.`);
    return version.id;
  }
}

function parseOutput<Output>(schema: z.ZodType<Output>, output: string): Output {
  try {
    return schema.parse(JSON.parse(output));
  } catch {
    throw new ToolError(
      'The output of wrangler is not as expected. Is it the version of this project?',
    );
  }
}
