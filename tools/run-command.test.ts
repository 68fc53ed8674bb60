import { parseArgs } from 'node:util';
import { expect, it, vi } from 'vitest';
import { runCommand } from './run-command.ts';

it.each(['--help', '-h'])('prints the help and runs nothing for %s', async (flag) => {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const run = vi.fn<() => Promise<number>>();
  expect(await runCommand('the help', run, ['x', flag])).toBe(0);
  expect(log).toHaveBeenCalledWith('the help');
  expect(run).not.toHaveBeenCalled();
});

it('exits with 2 and prints the help for an unknown option', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue();
  const run = async (args: string[]): Promise<number> => {
    parseArgs({ args });
    return 0;
  };
  expect(await runCommand('the help', run, ['--jsn'])).toBe(2);
  expect(error).toHaveBeenCalledWith(expect.stringMatching(/--jsn[^]*the help/));
});

it("resolves with the command's own exit code", async () => {
  expect(await runCommand('', async () => 3, [])).toBe(3);
});

it('rejects with an error that is no usage error', async () => {
  const run = async (): Promise<number> => {
    throw new Error('no disk');
  };
  await expect(runCommand('', run, [])).rejects.toThrow('no disk');
});
