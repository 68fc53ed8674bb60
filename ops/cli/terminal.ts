import { createInterface } from 'node:readline/promises';

/** What an operator sees and is asked. Replaced in tests. */
export interface Terminal {
  line(text: string): void;
  /** Whether the operator says yes. @throws {NobodyToAskError} where nobody can answer. */
  confirm(question: string): Promise<boolean>;
}

/** A question needs an answer, and there is no terminal: `--yes` would have been one. */
class NobodyToAskError extends Error {
  override name = 'NobodyToAskError' as const;
  readonly code = 'nobody_to_ask';
}

/** The terminal that started the command. */
export const terminal: Terminal = {
  line(text) {
    console.log(text);
  },
  async confirm(question) {
    if (!process.stdin.isTTY) {
      throw new NobodyToAskError(`Nobody to ask "${question}": pass --yes to go ahead.`);
    }
    const asker = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return /^y(es)?$/i.test((await asker.question(`${question} [y/N] `)).trim());
    } finally {
      asker.close();
    }
  },
};
