import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const ANY_PORTS = ['--port', '0', '--control-port', '0'];
const Ready = z.object({ type: z.literal('ready'), url: z.url(), controlUrl: z.url() });
const STARTING_MS = 20_000;

async function run(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args]);
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, errors, code };
}

describe('the command line', () => {
  it(
    'explains itself',
    async () => {
      const { output, code } = await run('--help');
      expect(output).toContain('It is not Google');
      expect(output).toContain('--control-port');
      expect(code).toBe(0);
    },
    STARTING_MS,
  );

  it.each([
    [['--port', 'abc'], '--port wants a number from 0 to 65535, not "abc"'],
    [['--control-port', '70000'], '--control-port wants a number'],
    [['--connection-seconds', '0'], '--connection-seconds wants a number above 0'],
    [['--quota', 'many'], '--quota wants a number'],
    [['--color', 'red'], 'Unknown option'],
  ])(
    'says what is wrong with %j',
    async (args, problem) => {
      const { errors, code } = await run(...args);
      expect(errors).toContain(problem);
      expect(code).toBe(1);
    },
    STARTING_MS,
  );

  it(
    'prints its addresses, and stops on SIGTERM',
    async () => {
      const child = spawn(process.execPath, [MAIN, ...ANY_PORTS]);
      const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
      expect(line).toMatch(/^Gemini emulator \(not Google\) at http:\/\/127\.0\.0\.1:\d+/);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
    STARTING_MS,
  );

  it(
    'takes its key and its quota from the environment too',
    async () => {
      const env = {
        ...process.env,
        GEMINI_EMULATOR_API_KEY: 'the-key',
        GEMINI_EMULATOR_QUOTA: '0',
      };
      const child = fork(MAIN, ANY_PORTS, { env });
      const [message] = await once(child, 'message');
      const { url } = Ready.parse(message);
      const request = (key: string) =>
        fetch(`${url}/v1beta/models/gemini-3.6-flash:generateContent?key=${key}`, {
          method: 'POST',
          body: '{}',
        });
      const statuses = [(await request('other')).status, (await request('the-key')).status];
      child.disconnect();
      await once(child, 'exit');
      expect(statuses).toEqual([400, 429]);
    },
    STARTING_MS,
  );

  it(
    'sends its addresses to its parent, and ends with it',
    async () => {
      const child = fork(MAIN, ANY_PORTS);
      const [message] = await once(child, 'message');
      const { controlUrl } = Ready.parse(message);
      expect((await fetch(`${controlUrl}/health`)).status).toBe(200);
      child.disconnect();
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
    STARTING_MS,
  );
});
