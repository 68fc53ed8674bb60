import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { CLAIMS_FOLDER, ROOT, StackAddresses, isProcessAlive } from '@bakebot/local-stack';
import { processesWith } from './support/processes.ts';
import { signIn } from './support/sign-in.ts';
import { StackProcess } from './support/stack-process.ts';

let folder: string;
let environment: Record<string, string>;
/** Every process of this test's stack has it in its environment. */
let mark: string;
/** Ports that a process claimed and then died, long before this test. */
let before: readonly string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-e2e-'));
  before = abandonedPorts();
  const run = randomUUID();
  mark = `BAKEBOT_E2E_RUN=${run}`;
  environment = {
    TMPDIR: folder,
    BAKEBOT_E2E_RUN: run,
    // npm's own, which stays by design.
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

/** Ports that are claimed by nobody who lives. */
function abandonedPorts(): string[] {
  return readdirSync(CLAIMS_FOLDER).filter((port) => {
    try {
      return !isProcessAlive(Number(readFileSync(join(CLAIMS_FOLDER, port), 'utf8')));
    } catch {
      return false;
    }
  });
}

/** What is still there of the stack: processes, claims of ports, and files in its folder for temporary ones. */
function leftovers() {
  return {
    processes: processesWith(mark).map(({ command }) => command),
    ports: abandonedPorts().filter((port) => !before.includes(port)),
    files: readdirSync(folder),
  };
}

const NOTHING = { processes: [], ports: [], files: [] };

/**
 * How `npm start` may end when it is asked to while it starts: npm itself before it listens for signals, the stack
 * before it is ready, or just after.
 */
const ENDINGS = ['SIGTERM', 143, 0];

function untilLogged(stack: StackProcess, words: string): Promise<void> {
  return vi.waitFor(() => expect(stack.log).toContain(words), { timeout: 60_000, interval: 10 });
}

async function runToEnd(args: string[], extra: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['tools/bootstrap.mjs', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment, ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code };
}

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  it('prints exactly one line on stdout, with addresses that answer', async () => {
    const child = spawn(process.execPath, ['tools/bootstrap.mjs', 'start', '--json'], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(child, 'exit');
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    await vi.waitFor(() => expect(stdout).toContain('\n'), { timeout: 60_000, interval: 10 });
    const addresses = StackAddresses.parse(JSON.parse(stdout));
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
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(leftovers()).toEqual(NOTHING);
  });

  it('takes other ports than a stack that already runs, and wires them all', async () => {
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

  it('ends with 0 and leaves nothing behind on SIGTERM to npm alone', async () => {
    const stack = startStack();
    await stack.ready();
    expect(await stack.stop('SIGTERM')).toBe(0);
    expect(leftovers()).toEqual(NOTHING);
  });

  it.each(['> exec node', '✓ livekit-server', '✓ sign-in', '✓ token-service'])(
    'leaves nothing behind on SIGTERM while it starts, after "%s"',
    async (words) => {
      const stack = startStack();
      stack.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stack.log += chunk));
      await untilLogged(stack, words);
      expect(ENDINGS).toContainEqual(await stack.stop('SIGTERM'));
      // An npm that did not listen yet is gone at once, and what it had just started notices within half a second.
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
    ['agent', 'agent/src/main.ts'],
  ])('says that %s died, and ends the rest', async (name, command) => {
    const stack = startStack();
    await stack.ready();
    const part = processesWith(mark).find((running) => running.command.includes(command));
    process.kill(Number(part?.pid), 'SIGKILL');
    await once(stack.child, 'exit');
    expect(stack.child.exitCode).toBe(1);
    expect(stack.log).toContain(`${name} ended unexpectedly (SIGKILL)`);
    expect(leftovers()).toEqual(NOTHING);
  });

  it('refuses an option that does not exist, and names those that do', async () => {
    const { code, stderr } = await runToEnd(['start', '--jsn']);
    expect(code).toBe(2);
    expect(stderr).toContain('--jsn');
    expect(stderr).toContain('--json');
  });

  it('says what is wrong with the environment before it starts anything', async () => {
    const { code, stdout, stderr } = await runToEnd(['start', '--json'], {
      LIVEKIT_URL: 'wss://kitchen.livekit.cloud',
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('LIVEKIT_API_SECRET is missing');
    expect(leftovers()).toEqual(NOTHING);
  });
});
