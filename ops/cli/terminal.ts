import { createInterface } from 'node:readline/promises';

/** The operator's terminal. */
export interface Terminal {
  line(text: string): void;
  /** Asks a yes/no question. @throws {NonInteractiveError} when standard input is not a terminal. */
  confirm(question: string): Promise<boolean>;
}

/** A question cannot be asked: standard input is not a terminal, and `--yes` is missing. */
class NonInteractiveError extends Error {
  override name = 'NonInteractiveError' as const;
  readonly code = 'non_interactive';
}

/** Standard input and output of this process. */
export const terminal: Terminal = {
  line(text) {
    console.log(text);
  },
  async confirm(question) {
    if (!process.stdin.isTTY) {
      throw new NonInteractiveError(
        `Cannot ask "${question}" without a terminal. Pass --yes to answer yes.`,
      );
    }
    const readline = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return /^y(es)?$/i.test((await readline.question(`${question} [y/N] `)).trim());
    } finally {
      readline.close();
    }
  },
};
