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
    const config = join(folder, 'workerd.capnp');
    writeFileSync(config, workerdConfig(port));
    return new Server(name, port, workerd.default, ['serve', config]).#ready();
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

function workerdConfig(port: number): string {
  const bindings = Object.entries(SETTINGS).map(
    ([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "${LOOPBACK}:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "${BUNDLE}")],
  compatibilityDate = "2026-08-15",
  bindings = [${bindings.join(', ')}],
);
`;
}
