import { styleText } from 'node:util';
import type { LogLine } from './service-process.ts';

const COLORS = ['cyan', 'magenta', 'yellow', 'blue', 'green'] as const;

const NAME_WIDTH = 16;

/** Prints each step of the start with its time, and the services' log lines. */
export class Progress {
  readonly #output: NodeJS.WriteStream;
  readonly #colors = new Map<string, (typeof COLORS)[number]>();

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
  }

  /** Prints a line when `work` is done, with its duration. The caller reports failures. */
  async step<Result>(name: string, work: Promise<Result>, detail = ''): Promise<Result> {
    const start = performance.now();
    const result = await work;
    const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5);
    this.note(`${this.#style('green', '✓')} ${name.padEnd(NAME_WIDTH)}${seconds} s  ${detail}`);
    return result;
  }

  /** Prints a log line behind its service's name, in that service's color. */
  log({ service, text }: LogLine): void {
    const color = this.#colors.get(service) ?? COLORS[this.#colors.size % COLORS.length] ?? 'cyan';
    this.#colors.set(service, color);
    this.note(`${this.#style(color, service.padEnd(NAME_WIDTH))}│ ${text}`);
  }

  note(line: string): void {
    this.#output.write(`${line.trimEnd()}\n`);
  }

  #style(color: (typeof COLORS)[number], text: string): string {
    return styleText(color, text, { stream: this.#output });
  }
}
