import { styleText } from 'node:util';
import type { LogLine } from './service-process.ts';

const COLOURS = ['cyan', 'magenta', 'yellow', 'blue', 'green'] as const;

/** Width of the column with the parts' names. */
const NAME_WIDTH = 16;

/** Tells the person at the terminal what happens: a line a step with its time, and the parts' log lines. */
export class Progress {
  readonly #output: NodeJS.WriteStream;
  readonly #colours = new Map<string, (typeof COLOURS)[number]>();

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
  }

  /** Reports when `work` is done, and how long that took. A failure is for the caller to report. */
  async step<Result>(name: string, work: Promise<Result>, detail = ''): Promise<Result> {
    const start = performance.now();
    const result = await work;
    const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5);
    this.note(`${this.#style('green', '✓')} ${name.padEnd(NAME_WIDTH)}${seconds} s  ${detail}`);
    return result;
  }

  /** A line from a part's output, with the part's name in its colour. */
  log({ part, text }: LogLine): void {
    const colour =
      this.#colours.get(part) ?? COLOURS[this.#colours.size % COLOURS.length] ?? 'cyan';
    this.#colours.set(part, colour);
    this.note(`${this.#style(colour, part.padEnd(NAME_WIDTH))}│ ${text}`);
  }

  note(line: string): void {
    this.#output.write(`${line.trimEnd()}\n`);
  }

  #style(colour: (typeof COLOURS)[number], text: string): string {
    return styleText(colour, text, { stream: this.#output });
  }
}
