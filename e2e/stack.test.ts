import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { CLAIMS_FOLDER, ROOT, StackAddresses, isProcessAlive } from '@bakebot/local-stack';
import { processesWith } from './support/processes.ts';
import { signIn } from '@bakebot/local-stack/participant';
import { StackProcess } from './support/stack-process.ts';

let folder: string;
let environment: Record<string, string>;
/** In the environment of every process of this stack. */
let mark: string;
/** Ports that were abandoned before the test. */
let before: readonly string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-e2e-'));
  before = abandonedPorts();
  const run = randomUUID();
  mark = `BAKEBOT_E2E_RUN=${run}`;
  environment = {
    TMPDIR: folder,
    BAKEBOT_E2E_RUN: run,
    // Otherwise npm leaves its compile cache in TMPDIR.
    NODE_DISABLE_COMPILE_CACHE: '1',
    GOOGLE_API_KEY: '',
    LIVEKIT_URL: '',
  };
});

afterEach(() => {
  for (const { pid } of processesWith(mark)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function startStack(...args: string[]): StackProcess {
  return new StackProcess(['--no-playground', ...args], environment);
}

/** Ports whose claim belongs to a dead process. */
function abandonedPorts(): string[] {
  return readdirSync(CLAIMS_FOLDER).filter((port) => {
    try {
      return !isProcessAlive(Number(readFileSync(join(CLAIMS_FOLDER, port), 'utf8')));
    } catch {
      return false;
    }
  });
}

/** What a stack has left behind: processes, port claims and temporary files. */
function leftovers() {
  return {
    processes: processesWith(mark).map(({ command }) => command),
    ports: abandonedPorts().filter((port) => !before.includes(port)),
    files: readdirSync(folder),
  };
}

const NOTHING = { processes: [], ports: [], files: [] };

/** How `npm start` exits on SIGTERM: before npm handles signals, before the stack is ready, or after. */
const EXITS = ['SIGTERM', 143, 0];

function untilLogged(stack: StackProcess, words: string): Promise<void> {
  return vi.waitFor(() => expect(stack.log).toContain(words), { timeout: 60_000, interval: 10 });
}

function runToEnd(args: string[], extra: Record<string, string> = {}) {
  return execa(process.execPath, ['tools/bootstrap.mjs', ...args], {
    cwd: ROOT,
    env: { ...environment, ...extra },
    stdin: 'ignore',
    reject: false,
  });
}

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  it('prints one line of JSON on stdout, with addresses of running services', async () => {
    const running = runToEnd(['start', '--json']);
    const lines = running[Symbol.asyncIterator]();
    const { value: line = '' } = await lines.next();
    const addresses = StackAddresses.parse(JSON.parse(line));
    const session = await signIn(addresses.session_endpoint);
    const answers = await Promise.all([
      fetch(String(addresses.playground)),
      fetch(addresses.livekit_url.replace('ws:', 'http:')),
      fetch(addresses.token_endpoint, {
        method: 'POST',
        headers: { authorization: `Bearer ${session}` },
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 201]);
    running.kill('SIGINT');
    const { exitCode, stdout } = await running;
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toHaveLength(1);
    expect(leftovers()).toEqual(NOTHING);
  });

  it('uses other ports while another stack runs', async () => {
    const first = inject('stack');
    const second = startStack();
    const addresses = await second.ready();
    for (const name of ['token_endpoint', 'session_endpoint', 'livekit_url'] as const) {
      expect(addresses[name]).not.toBe(first[name]);
    }
    const response = await fetch(addresses.token_endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${await signIn(addresses.session_endpoint)}` },
    });
    expect(await response.json()).toMatchObject({ server_url: addresses.livekit_url });
    await second.stop();
  });

  it('exits with 0 and leaves nothing behind when npm receives SIGTERM', async () => {
    const stack = startStack();
    await stack.ready();
    expect(await stack.stop('SIGTERM')).toBe(0);
    expect(leftovers()).toEqual(NOTHING);
  });

  it.each(['> exec node', '✓ livekit-server', '✓ sign-in', '✓ token-service'])(
    'leaves nothing behind when npm receives SIGTERM after the line "%s"',
    async (words) => {
      const stack = startStack();
      stack.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stack.log += chunk));
      await untilLogged(stack, words);
      expect(EXITS).toContainEqual(await stack.stop('SIGTERM'));
      // An npm that does not handle signals yet exits at once; its child notices within half a second.
      await vi.waitFor(() => expect(leftovers()).toEqual(NOTHING), { timeout: 60_000 });
    },
  );

  it.each(['npm', 'tools/bootstrap.mjs', 'tools/start.ts'])(
    'leaves nothing behind when %s is killed',
    async (victim) => {
      const stack = startStack();
      await stack.ready();
      const found = processesWith(mark).find(({ command }) => command.includes(victim));
      expect(found).toBeDefined();
      process.kill(Number(found?.pid), 'SIGKILL');
      await vi.waitFor(() => expect(leftovers()).toEqual(NOTHING), { timeout: 60_000 });
    },
  );

  it.each([
    ['livekit-server', 'bakebot/livekit-server'],
    ['sign-in', 'sign-in/main.ts'],
    // Job processes have the same file without `start`.
    ['agent', 'agent/src/main.ts start'],
  ])('reports that %s was killed, and stops the other services', async (name, command) => {
    const stack = startStack();
    await stack.ready();
    const service = processesWith(mark).find((running) => running.command.includes(command));
    process.kill(Number(service?.pid), 'SIGKILL');
    await once(stack.child, 'exit');
    expect(stack.child.exitCode).toBe(1);
    expect(stack.log).toContain(`${name} exited unexpectedly (SIGKILL)`);
    expect(leftovers()).toEqual(NOTHING);
  });

  it('rejects an unknown option and lists the known ones', async () => {
    const { exitCode, stderr } = await runToEnd(['start', '--jsn']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--jsn');
    expect(stderr).toContain('--json');
  });

  it('reports an invalid environment before it starts a service', async () => {
    const { exitCode, stdout, stderr } = await runToEnd(['start', '--json'], {
      LIVEKIT_URL: 'wss://kitchen.livekit.cloud',
    });
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('LIVEKIT_API_SECRET is missing');
    expect(leftovers()).toEqual(NOTHING);
  });
});
