import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ROOT, StackAddresses } from '@bakebot/local-stack';

/** `npm start -- --json` in its own process: unlike `startLocalStack()`, it includes npm, bootstrap and signals. */
export class StackProcess {
  readonly child: ChildProcess;
  /** Standard error so far. */
  log = '';
  readonly #line: Promise<string>;

  constructor(args: readonly string[] = [], environment: Record<string, string> = {}) {
    this.child = spawn('npm', ['start', '--', '--json', ...args], {
      cwd: ROOT,
      // Tests measure the agent, not the wait for a model.
      env: { ...process.env, GEMINI_EMULATOR_FIRST_WORD_MS: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.log += text));
    this.#line = this.#readLine();
    this.#line.catch(() => {});
  }

  /** Resolves when all services are ready. @throws with the log when the stack exits before */
  async ready(): Promise<StackAddresses> {
    return StackAddresses.parse(JSON.parse(await this.#line));
  }

  /** Resolves with the exit code, or the signal. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill(signal);
      await ended;
    }
    return this.child.exitCode ?? this.child.signalCode ?? 0;
  }

  async #readLine(): Promise<string> {
    const { stdout } = this.child;
    if (!stdout) throw new Error('stdout is not piped');
    for await (const line of createInterface(stdout)) if (line.startsWith('{')) return line;
    throw new Error(`the stack exited before it was ready:\n${this.log}`);
  }
}
