import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ReadyMessage } from './ready-message.ts';
import { signalGroup, signalProcess } from './process-group.ts';

/** One process of the stack: its command, and when it is ready. */
export interface ServiceSpec {
  /** Stands in front of its log lines. */
  name: string;
  command: string;
  args: readonly string[];
  /** The whole environment: nothing else is inherited. */
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /**
   * `message`: it sends a `ReadyMessage` over IPC. URL: it answers 2xx there. RegExp: a line of its output matches.
   * `exit`: it exits with 0.
   */
  ready: 'message' | 'exit' | URL | RegExp;
}

export interface LogLine {
  service: string;
  stream: 'stdout' | 'stderr';
  text: string;
}

export type ExitStatus = { code: number | null; signal: NodeJS.Signals | null };

/** Lines of output that are kept for the error message. */
const KEPT_LINES = 20;

/** How long output may arrive after the exit, in ms. */
const LAST_OUTPUT_MS = 200;

/** A running service. It leads a process group; when it exits, the rest of its group is killed. */
export class ServiceProcess {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #lastLines: string[] = [];
  /** Resolves when the process has exited and its output has ended. Never rejects. */
  readonly exited: Promise<ExitStatus>;
  /** Resolves with the process's ready message. Never rejects. */
  readonly readyMessage: Promise<ReadyMessage>;
  readonly #onLine: (line: LogLine) => void;
  #onText: (text: string) => void = () => {};

  constructor(spec: ServiceSpec, onLine: (line: LogLine) => void) {
    this.name = spec.name;
    this.#onLine = onLine;
    this.#child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      // Only where it is needed: livekit-agents takes an IPC channel for that of its own supervisor.
      stdio: ['ignore', 'pipe', 'pipe', ...(spec.ready === 'message' ? (['ipc'] as const) : [])],
    });
    this.#readLines('stdout', this.#child.stdout);
    this.#readLines('stderr', this.#child.stderr);
    this.readyMessage = new Promise((resolve) => {
      this.#child.on('message', (message) => {
        const readyMessage = ReadyMessage.safeParse(message);
        if (readyMessage.success) resolve(readyMessage.data);
      });
    });
    this.exited = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#lastLines.push(error.message);
        resolve({ code: null, signal: null });
      });
      this.#child.once('exit', () => this.#endGroup());
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  /** The id of the process group; undefined when the process failed to start. */
  get group(): number | undefined {
    return this.#child.pid;
  }

  /** The last lines of its output, oldest first. */
  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  /** Resolves when a line of output matches. */
  lineMatches(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      const check = (text: string): void => {
        if (pattern.test(text)) resolve();
      };
      this.#lastLines.forEach(check);
      this.#onText = check;
    });
  }

  /** Sends SIGTERM to the process, and SIGKILL to its group after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.group) {
      signalProcess(this.group, 'SIGTERM');
    }
    const force = setTimeout(() => this.#signalGroup('SIGKILL'), graceMs);
    await this.exited;
    clearTimeout(force);
  }

  /** Kills the rest of the group, and stops waiting for the output of processes that have left it. */
  #endGroup(): void {
    this.#signalGroup('SIGKILL');
    setTimeout(() => {
      this.#child.stdout?.destroy();
      this.#child.stderr?.destroy();
    }, LAST_OUTPUT_MS).unref();
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.group) signalGroup(this.group, signal);
  }

  #readLines(stream: LogLine['stream'], output: Readable | null): void {
    if (!output) return;
    createInterface({ input: output }).on('line', (text) => {
      this.#lastLines.push(text);
      if (this.#lastLines.length > KEPT_LINES) this.#lastLines.shift();
      this.#onText(text);
      this.#onLine({ service: this.name, stream, text });
    });
  }
}
