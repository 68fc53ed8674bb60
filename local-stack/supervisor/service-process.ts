import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ReadyMessage } from './ready-message.ts';
import { signalGroup, signalProcess } from './process-group.ts';

/** One process of the stack: what to run, and how to know that it works. */
export interface ServiceSpec {
  /** What people read in front of its log lines. */
  name: string;
  command: string;
  args: readonly string[];
  /** Its whole environment: nothing is inherited beyond this. */
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** `announced`: it says so over IPC. A URL: it answers 2xx there. `exit`: it does its work and ends with 0. */
  ready: 'announced' | 'exit' | URL;
}

export interface LogLine {
  part: string;
  stream: 'stdout' | 'stderr';
  text: string;
}

export type Ending = { code: number | null; signal: NodeJS.Signals | null };

/** Lines of a part's output that are kept, to show when it dies. */
const KEPT_LINES = 20;

/** How long after a part's end its output may still arrive. */
const LAST_OUTPUT_MS = 200;

/** A running part. Leads a process group; when it ends, whatever it left in that group is ended too. */
export class ServiceProcess {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #lastLines: string[] = [];
  /** Resolves when the process and its output have ended. Never rejects. */
  readonly ended: Promise<Ending>;
  /** Resolves when the part announces itself over IPC. Never rejects. */
  readonly announced: Promise<ReadyMessage>;

  constructor(spec: ServiceSpec, onLine: (line: LogLine) => void) {
    this.name = spec.name;
    this.#child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      // Only who announces itself gets a channel: frameworks that find one take us for their own supervisor.
      stdio: ['ignore', 'pipe', 'pipe', ...(spec.ready === 'announced' ? (['ipc'] as const) : [])],
    });
    this.#follow('stdout', this.#child.stdout, onLine);
    this.#follow('stderr', this.#child.stderr, onLine);
    this.announced = new Promise((resolve) => {
      this.#child.on('message', (message) => {
        const readyMessage = ReadyMessage.safeParse(message);
        if (readyMessage.success) resolve(readyMessage.data);
      });
    });
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#lastLines.push(error.message);
        resolve({ code: null, signal: null });
      });
      this.#child.once('exit', () => this.#clear());
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  /** The process group's id; undefined when the process could not be started. */
  get group(): number | undefined {
    return this.#child.pid;
  }

  /** The newest lines of its output, oldest first. */
  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  /** Asks the part to end, and ends its whole group by force when it has not within `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.group) {
      signalProcess(this.group, 'SIGTERM');
    }
    const force = setTimeout(() => this.#signalGroup('SIGKILL'), graceMs);
    await this.ended;
    clearTimeout(force);
  }

  /** Ends what the process has left behind, and no longer waits for output from anything that got away. */
  #clear(): void {
    this.#signalGroup('SIGKILL');
    setTimeout(() => {
      this.#child.stdout?.destroy();
      this.#child.stderr?.destroy();
    }, LAST_OUTPUT_MS).unref();
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.group) signalGroup(this.group, signal);
  }

  #follow(stream: LogLine['stream'], output: Readable | null, onLine: (line: LogLine) => void) {
    if (!output) return;
    createInterface({ input: output }).on('line', (text) => {
      this.#lastLines.push(text);
      if (this.#lastLines.length > KEPT_LINES) this.#lastLines.shift();
      onLine({ part: this.name, stream, text });
    });
  }
}
