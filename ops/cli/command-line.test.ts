import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommand, UsageError } from './command-line.ts';

class ExpectedError extends Error {
  readonly code = 'expected';
}

const terminal = { line: vi.fn<(text: string) => void>(), confirm: async () => true };
const printError = vi.spyOn(console, 'error').mockImplementation(() => {});
beforeEach(() => vi.clearAllMocks());

/** Runs a command that throws this error, or resolves with 3. */
function runWith(args: readonly string[], error?: Error): Promise<number> {
  const run = async (): Promise<number> => {
    if (error) throw error;
    return 3;
  };
  return runCommand({ help: 'npm run x', run }, args, { terminal });
}

describe('runCommand', () => {
  it.each(['--help', '-h'])('prints the help without running the command for %s', async (flag) => {
    expect(await runWith([flag], new Error('ran'))).toBe(0);
    expect(terminal.line).toHaveBeenCalledExactlyOnceWith('npm run x');
  });

  it('resolves with the exit code of the command', async () => {
    expect(await runWith([])).toBe(3);
  });

  it('exits with 2 and prints the help after a usage error', async () => {
    expect(await runWith([], new UsageError('Missing --url'))).toBe(2);
    expect(printError).toHaveBeenCalledExactlyOnceWith('Missing --url\n\nnpm run x');
  });

  it('exits with 1 and prints only the message of an error with a code', async () => {
    expect(await runWith([], new ExpectedError('lk is not installed'))).toBe(1);
    expect(printError).toHaveBeenCalledExactlyOnceWith('lk is not installed');
  });

  it('exits with 1 and prints the stack of an unexpected error', async () => {
    const error = new TypeError('x is undefined');
    expect(await runWith([], error)).toBe(1);
    expect(printError).toHaveBeenCalledExactlyOnceWith(error);
  });
});
