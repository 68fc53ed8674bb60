import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

interface StoredVersion {
  id: string;
  tag: string | undefined;
  message: string | undefined;
  secrets: Record<string, string>;
}

interface Patch {
  env: Record<string, { text: string } | null>;
  annotations: Record<string, string | undefined>;
}

/** The part of Cloudflare's API that wrangler uses for versions, secrets and deployments of one Worker. */
export class FakeCloudflare {
  readonly #server: Server;
  readonly versions: StoredVersion[] = [
    { id: idOf(1), tag: undefined, message: undefined, secrets: { SESSION_SECRET: 'old' } },
  ];
  /** Percentages of the traffic, by version. */
  traffic: Record<string, number> = { [idOf(1)]: 100 };
  /** Requests that this fake does not support. */
  readonly unknown: string[] = [];

  private constructor() {
    this.#server = createServer((request, response) => void this.#respond(request, response));
  }

  static async start(): Promise<FakeCloudflare> {
    const fake = new FakeCloudflare();
    await once(fake.#server.listen(0, '127.0.0.1'), 'listening');
    return fake;
  }

  /** The environment in which wrangler is logged in to this fake. */
  get environment(): NodeJS.ProcessEnv {
    const address = this.#server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return {
      ...process.env,
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`,
      CLOUDFLARE_API_TOKEN: 'fake-token',
      CLOUDFLARE_ACCOUNT_ID: 'account',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_WRITE_LOGS: 'false',
      CI: 'true',
    };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const path = pathname.replace('/client/v4', '').replace(/\/scripts\/[^/]+/, '/scripts/W');
    const line = `${request.method} ${path}`;
    const result = this.#answer(line, body.toString());
    if (result === undefined) this.unknown.push(line);
    response.writeHead(result === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ success: result !== undefined, errors: [], messages: [], result }),
    );
  }

  #answer(line: string, body: string): unknown {
    const versionId = /versions\/([\w-]+)$/.exec(line)?.[1];
    if (line === 'GET /user/tokens/verify') return { id: 'token', status: 'active' };
    if (line === 'GET /user') return { id: 'user', email: 'operator@example.com' };
    if (line === 'GET /accounts') return [{ id: 'account', name: 'Bakery' }];
    if (line === 'GET /memberships') return [{ account: { id: 'account', name: 'Bakery' } }];
    if (/^GET .*\/scripts\/W\/versions$/.test(line)) return { items: this.versions.map(describe) };
    if (/^PATCH .*\/versions\/latest$/.test(line)) return this.#patch(JSON.parse(body));
    if (line.startsWith('GET') && versionId) return this.#view(versionId);
    if (/^GET .*\/deployments$/.test(line)) return { deployments: [this.#deployment()] };
    if (/^POST .*\/deployments$/.test(line)) return this.#deploy(JSON.parse(body));
    if (/^GET .*\/secrets$/.test(line)) {
      const names = Object.keys(this.#live().secrets);
      return names.map((name) => ({ name, type: 'secret_text' }));
    }
    if (line.endsWith('/script-settings')) return {};
    if (/^GET .*\/services\/[\w-]+$/.test(line)) return {};
    return undefined;
  }

  /** Creates a version from the newest one; `null` removes a secret. */
  #patch({ env, annotations }: Patch): unknown {
    const secrets = { ...this.versions.at(-1)?.secrets };
    for (const [name, value] of Object.entries(env)) {
      if (value) secrets[name] = value.text;
      else delete secrets[name];
    }
    const { 'workers/tag': tag, 'workers/message': message } = annotations;
    const version = { id: idOf(this.versions.length + 1), tag, message, secrets };
    this.versions.push(version);
    return describe(version, this.versions.length - 1);
  }

  #view(id: string): unknown {
    const index = this.versions.findIndex((version) => version.id === id);
    const version = this.versions[index];
    if (!version) return undefined;
    const bindings = Object.keys(version.secrets).map((name) => ({ type: 'secret_text', name }));
    const script = { etag: 'x', handlers: ['fetch'], last_deployed_from: 'wrangler' };
    const runtime = { compatibility_date: '2026-08-15', usage_model: 'standard', limits: {} };
    return {
      ...describe(version, index),
      resources: { bindings, script, script_runtime: runtime },
    };
  }

  #deployment(): unknown {
    return {
      id: 'deployment',
      source: 'wrangler',
      strategy: 'percentage',
      author_email: 'operator@example.com',
      created_on: '2026-01-01T00:00:00Z',
      versions: Object.entries(this.traffic).map(([id, share]) => ({
        version_id: id,
        percentage: share,
      })),
    };
  }

  #deploy({ versions }: { versions: { version_id: string; percentage: number }[] }): unknown {
    this.traffic = Object.fromEntries(
      versions.map(({ version_id: id, percentage }) => [id, percentage]),
    );
    return this.#deployment();
  }

  #live(): StoredVersion {
    const live = this.versions.find(({ id }) => this.traffic[id] === 100);
    if (!live) throw new Error('nothing is deployed');
    return live;
  }
}

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function describe({ id, tag, message }: StoredVersion, index: number) {
  return {
    id,
    number: index + 1,
    metadata: {
      created_on: `2026-01-01T00:00:${String(index).padStart(2, '0')}Z`,
      author_email: 'operator@example.com',
      source: 'wrangler',
    },
    annotations: {
      ...(tag && { 'workers/tag': tag }),
      ...(message && { 'workers/message': message }),
    },
  };
}
