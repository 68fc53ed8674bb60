import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Image } from './builder.ts';
import { PATH_INSIDE } from './root-folder.ts';

/** How often the health check is asked, and how long the agent may take to become healthy and to end, in ms. */
const HEALTH_INTERVAL_MS = 500;
const HEALTHY_WITHIN_MS = 60_000;
const END_WITHIN_MS = 60_000;

/** The image's process, as a container runtime would run it: its own root, its user, its environment. */
export class Container {
  readonly #image: Image;
  readonly #env: NodeJS.ProcessEnv;
  readonly #child: ChildProcess;
  log = '';

  constructor(image: Image, env: Record<string, string>) {
    this.#image = image;
    this.#env = { PATH: PATH_INSIDE, HOME: '/tmp', ...image.env, ...env };
    this.#child = spawn('chroot', this.#inside(image.command), {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      output?.setEncoding('utf8').on('data', (text: string) => (this.log += text));
    }
  }

  /** Resolves when the image's own health check passes. @throws with the log when it never does. */
  async untilHealthy(): Promise<void> {
    const deadline = Date.now() + HEALTHY_WITHIN_MS;
    while (
      spawnSync('chroot', this.#inside(this.#image.healthCheck), { env: this.#env }).status !== 0
    ) {
      const hasEnded = this.#child.exitCode !== null || this.#child.signalCode !== null;
      if (hasEnded || Date.now() > deadline) throw new Error(`not healthy:\n${this.log}`);
      await delay(HEALTH_INTERVAL_MS);
    }
  }

  /** Sends SIGTERM to process 1, as `docker stop` does, and resolves with its exit code. */
  async stop(): Promise<number | string> {
    const ended = once(this.#child, 'exit');
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.#child.kill('SIGKILL'), END_WITHIN_MS);
    await ended;
    clearTimeout(force);
    return this.#child.exitCode ?? this.#child.signalCode ?? '';
  }

  /** `chroot` becomes the program, so a signal to it reaches that. */
  #inside([command = '', ...args]: readonly string[]): string[] {
    const { root, user, cwd } = this.#image;
    return [
      `--userspec=${user}:${user}`,
      root.path,
      '/usr/bin/env',
      `--chdir=${cwd}`,
      command,
      ...args,
    ];
  }
}
