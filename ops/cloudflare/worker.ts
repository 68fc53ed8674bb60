import * as z from 'zod';
import type { Environment } from '../cli/usage.ts';
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

/** A version of the Worker, and what it was tagged with as it was made. */
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

  /** @throws {ToolError} when nobody is logged in. */
  async requireLogin(): Promise<void> {
    await this.#wrangler(['whoami', '--json']);
  }

  /** The names of its secrets. Cloudflare tells nobody their values. */
  async secretNames(): Promise<string[]> {
    const output = await this.#wrangler(['secret', 'list', ...this.#env, '--format', 'json']);
    return parseOutput(Secrets, output).map(({ name }) => name);
  }

  /** The newest ten versions, newest first. */
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

  /** The version that gets the traffic. */
  async currentVersion(): Promise<string> {
    const output = await this.#wrangler(['deployments', 'status', ...this.#env, '--json']);
    const { versions } = parseOutput(Deployment, output);
    const [current] = versions.toSorted((a, b) => b.percentage - a.percentage);
    if (!current) throw new ToolError('No version of the Worker gets any traffic.');
    return current.version_id;
  }

  /** Makes a version with these secrets, in one piece, that gets no traffic yet. */
  async writeSecrets(values: SecretValues, tag: string, message: string): Promise<string> {
    const args = ['versions', 'secret', 'bulk', ...this.#env, '--tag', tag, '--message', message];
    await this.#wrangler(args, JSON.stringify(values));
    return this.#requireTag(tag);
  }

  /** Makes a version without this secret, that gets no traffic yet. */
  async removeSecret(name: string, tag: string, message: string): Promise<string> {
    const about = ['--tag', tag, '--message', message];
    await this.#wrangler(['versions', 'secret', 'delete', name, ...this.#env, ...about], 'y\n');
    return this.#requireTag(tag);
  }

  /** Makes a version of the code as it is here, that gets no traffic yet. */
  async upload(tag: string, message: string): Promise<string> {
    const about = ['--tag', tag, '--message', message];
    await this.#wrangler(['versions', 'upload', ...this.#env, '--strict', ...about]);
    return this.#requireTag(tag);
  }

  /** Gives all traffic to the first version; the others get none, and can be tried by their ids. */
  async split(id: string, ...others: string[]): Promise<void> {
    const specs = [`${id}@100%`, ...others.map((other) => `${other}@0%`)];
    await this.#wrangler(['versions', 'deploy', ...specs, ...this.#env, '--yes']);
  }

  /** Releases the code as it is here to everybody at once. The first deployment goes this way. */
  async deploy(tag: string, message: string, secretsFile: string | undefined): Promise<void> {
    const secrets = secretsFile ? ['--secrets-file', secretsFile] : [];
    const about = ['--tag', tag, '--message', message];
    await this.#wrangler(['deploy', ...this.#env, '--strict', ...about, ...secrets]);
  }

  /** Writes secrets that serve everybody at once. */
  async setSecrets(values: SecretValues): Promise<void> {
    await this.#wrangler(['secret', 'bulk', ...this.#env], JSON.stringify(values));
  }

  #wrangler(args: readonly string[], input?: string): Promise<string> {
    return this.#tools.run('wrangler', args, input);
  }

  async #requireTag(tag: string): Promise<string> {
    const version = await this.findByTag(tag);
    if (!version) throw new ToolError(`wrangler made no version with the tag ${tag}.`);
    return version.id;
  }
}

function parseOutput<Output>(schema: z.ZodType<Output>, output: string): Output {
  try {
    return schema.parse(JSON.parse(output));
  } catch {
    throw new ToolError(
      'wrangler answered something else than what was asked: is it another version?',
    );
  }
}
