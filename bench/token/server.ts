import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import workerd from 'workerd';
import { LOOPBACK, toolEnvironment } from '@bakebot/local-stack';
import { cpuSeconds } from '../process-use.ts';
import { BUNDLE } from './bundle.ts';
import { SETTINGS } from './settings.ts';

/** A server under measurement, in its own process. */
export class Server {
  readonly name: string;
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(name: string, port: number, command: string, args: readonly string[]) {
    this.name = name;
    this.url = `http://${LOOPBACK}:${port}/token`;
    this.#child = spawn(command, args, {
      env: { ...toolEnvironment(), PORT: `${port}`, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  /** workerd alone, without miniflare's proxy and simulators. */
  static async startWorker(name: string, folder: string, port: number): Promise<Server> {
    return Server.#startWorkerd(name, folder, port, workerdConfig(port, {}, ''));
  }

  /** With what the service is deployed with: its Durable Object, and rate limits that count in memory. */
  static async startTokenService(
    name: string,
    folder: string,
    port: number,
    settings: Readonly<Record<string, string>>,
  ): Promise<Server> {
    return Server.#startWorkerd(name, folder, port, workerdConfig(port, settings, DEPLOYED));
  }

  static #startWorkerd(
    name: string,
    folder: string,
    port: number,
    config: string,
  ): Promise<Server> {
    const file = join(folder, `workerd-${port}.capnp`);
    writeFileSync(file, config);
    return new Server(name, port, workerd.default, ['serve', '--experimental', file]).#ready();
  }

  static async startExpress(name: string, port: number): Promise<Server> {
    const file = fileURLToPath(new URL('./express-server.ts', import.meta.url));
    return new Server(name, port, process.execPath, [file]).#ready();
  }

  /** Processor time of all its threads so far, in ms. */
  cpuMs(): number {
    const { pid = 0 } = this.#child;
    if (process.platform === 'linux') return cpuSeconds(pid) * 1000;
    const time = execFileSync('ps', ['-o', 'time=', '-p', `${pid}`], { encoding: 'utf8' });
    return (
      time
        .trim()
        .split(':')
        .reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1000
    );
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }

  async #ready(): Promise<this> {
    while (!(await fetch(this.url, { method: 'POST' }).catch(() => undefined))) {
      if (this.#child.exitCode !== null) throw new Error(`${this.name} exited before it was ready`);
      await delay(20);
    }
    return this;
  }
}

/** Cloudflare counts on the machine itself, so a limit costs little more than a call: here, a counter. */
const RATE_LIMIT = `
export default function () {
  const counts = new Map();
  return {
    async limit({ key }) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return { success: true };
    },
  };
}`;

const DEPLOYED = `
  durableObjectNamespaces = [(className = "Subject", uniqueKey = "subject", enableSql = true)],
  durableObjectStorage = (inMemory = void),`;

function workerdConfig(
  port: number,
  settings: Readonly<Record<string, string>>,
  deployed: string,
): string {
  const bindings = Object.entries({ ...SETTINGS, ...settings }).map(
    ([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`,
  );
  if (deployed) {
    bindings.push('(name = "SUBJECTS", durableObjectNamespace = "Subject")');
    for (const name of ['ADDRESS_LIMIT', 'SUBJECT_LIMIT']) {
      bindings.push(`(name = "${name}", wrapped = (moduleName = "bench:rate-limit"))`);
    }
  }
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "${LOOPBACK}:${port}", http = (), service = "main")],
  extensions = [(modules = [(name = "bench:rate-limit", internal = true, esModule = ${JSON.stringify(RATE_LIMIT)})])],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "${BUNDLE}")],
  compatibilityDate = "2026-08-15",${deployed}
  bindings = [${bindings.join(', ')}],
);
`;
}
