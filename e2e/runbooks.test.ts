import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { listCommands } from '../ops/runbooks/commands.ts';
import { ROOT } from '@bakebot/local-stack';

const folder = mkdtempSync(join(tmpdir(), 'bakebot-runbooks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lines = listCommands(ROOT)
  .filter(({ needs }) => !needs)
  .map(({ line }) => line);

describe('the commands of the runbooks that need no account', () => {
  it.each([...new Set(lines)])('%s', async (line) => {
    const { token_endpoint: url, session_endpoint: signIn } = inject('stack');
    // What a command writes belongs into a folder of this test.
    const child = spawn('sh', ['-c', line.replace(/--to (\S+)/, `--to ${folder}/$1`)], {
      cwd: ROOT,
      env: { ...process.env, TOKEN_URL: url, SIGN_IN_URL: signIn },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await once(child, 'close');
    expect({ code, output: await output }).toMatchObject({ code: 0 });
  });
});
