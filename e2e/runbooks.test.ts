import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { listCommands } from '../ops/runbooks/commands.ts';
import { ROOT } from '@bakebot/local-stack';

const folder = mkdtempSync(join(tmpdir(), 'bakebot-runbooks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lines = listCommands(ROOT)
  .filter(({ needs }) => !needs)
  .map(({ line }) => line);

describe('the runbooks', () => {
  it.each([...new Set(lines)])('contain a command that exits with 0: %s', async (line) => {
    const { token_endpoint: url, session_endpoint: signIn } = inject('stack');
    // Commands write into the test's temporary folder.
    const command = line.replace(/--to (\S+)/, `--to ${folder}/$1`);
    const { exitCode, all } = await execa('sh', ['-c', command], {
      cwd: ROOT,
      env: { TOKEN_URL: url, SIGN_IN_URL: signIn },
      stdin: 'ignore',
      all: true,
      reject: false,
    });
    expect({ exitCode, all }).toMatchObject({ exitCode: 0 });
  });
});
