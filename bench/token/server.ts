import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import workerd from 'workerd';
import { LOOPBACK, toolEnvironment } from '@bakebot/local-stack';
import { BUNDLE } from './bundle.ts';
import { SETTINGS } from './settings.ts';

/** A server under measurement, as a process of its own. */
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

  /** workerd with nothing before the Worker: no proxy, and no emulated services of Cloudflare's. */
  static async startWorker(name: string, folder: string, port: number): Promise<Server> {
    const config = join(folder, 'workerd.capnp');
    writeFileSync(config, workerdConfig(port));
    return new Server(name, port, workerd.default, ['serve', config]).#ready();
  }

  static async startExpress(name: string, port: number): Promise<Server> {
    const file = fileURLToPath(new URL('./express-server.ts', import.meta.url));
    return new Server(name, port, process.execPath, [file]).#ready();
  }

  /** Processor time that it has used so far, in ms, of all its threads. */
  cpuMs(): number {
    const { pid } = this.#child;
    if (process.platform === 'linux') {
      // Fields 14 and 15, in clock ticks of 10 ms: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    }
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
      if (this.#child.exitCode !== null) throw new Error(`${this.name} did not start`);
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
