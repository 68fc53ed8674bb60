import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isProcessAlive } from './pid-lock.mjs';
import type { LogLine, ServiceSpec } from './service-process.ts';
import { ServiceExitedError, Supervisor, SupervisorStoppedError } from './supervisor.ts';

/** Collects log lines, and resolves when one holds what is waited for. */
class Log {
  readonly #waiting = new Map<string, (text: string) => void>();
  readonly #lines: string[] = [];

  readonly add = ({ text }: LogLine): void => {
    this.#lines.push(text);
    for (const [wanted, resolve] of this.#waiting) if (text.includes(wanted)) resolve(text);
  };

  async line(wanted: string): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#waiting.set(wanted, resolve);
    const known = this.#lines.find((text) => text.includes(wanted));
    return known ?? promise;
  }
}

const SERVE_FOREVER = 'setInterval(() => {}, 1000);';
const READY = `process.send({ type: 'ready', url: 'http://part/' });`;

function part(script: string, ready: ServiceSpec['ready'] = 'announced'): ServiceSpec {
  return {
    name: 'a-part',
    command: process.execPath,
    args: ['--eval', script],
    env: process.env,
    ready,
  };
}

const stacks: Supervisor[] = [];

function createStack(graceMs = 100): { stack: Supervisor; log: Log } {
  const log = new Log();
  const stack = new Supervisor({ onLine: log.add, graceMs });
  stacks.push(stack);
  return { stack, log };
}

afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.stop()));
});

describe('a stack', () => {
  it('knows that a part is ready when the part announces it', async () => {
    const { stack } = createStack();
    const readyMessage = await stack.start(part(`${SERVE_FOREVER} ${READY}`));
    expect(readyMessage).toEqual({ type: 'ready', url: 'http://part/' });
  });

  it('knows that a part is ready when its URL answers', async () => {
    const statuses = [503, 503, 200];
    const server = createServer((_, response) => {
      response.writeHead(statuses.shift() ?? 200).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { stack } = createStack();
    await stack.start(part(SERVE_FOREVER, new URL(`http://127.0.0.1:${port}/`)));
    expect(statuses).toEqual([]);
    server.close();
  });

  it('waits for a part that only does its work', async () => {
    const { stack } = createStack();
    await expect(stack.start(part('process.exit(0)', 'exit'))).resolves.toBeUndefined();
  });

  it('says which part could not start, and what it said last', async () => {
    const { stack } = createStack();
    const start = stack.start(part(`console.error('no oven'); process.exit(3);`));
    await expect(start).rejects.toThrow('a-part ended unexpectedly (exit code 3)');
    await expect(start).rejects.toMatchObject({ part: 'a-part', lastLines: ['no oven'] });
  });

  it('says which program does not exist', async () => {
    const { stack } = createStack();
    const start = stack.start({ ...part(''), command: '/nowhere/livekit-server' });
    await expect(start).rejects.toThrow(ServiceExitedError);
    await expect(start).rejects.toMatchObject({
      lastLines: [expect.stringContaining('/nowhere/livekit-server')],
    });
  });

  it('notices when a part dies later', async () => {
    const { stack, log } = createStack();
    await stack.start(part(`${SERVE_FOREVER} ${READY} console.log('pid ' + process.pid);`));
    process.kill(Number((await log.line('pid ')).slice(4)), 'SIGKILL');
    await expect(stack.failure).rejects.toThrow('a-part ended unexpectedly (SIGKILL)');
  });

  it('lets a part end by itself', async () => {
    const { stack, log } = createStack(10_000);
    await stack.start(
      part(
        `${SERVE_FOREVER} process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); ${READY}`,
      ),
    );
    await stack.stop();
    expect(await log.line('bye')).toBe('bye');
  });

  it('ends a part that ignores SIGTERM', async () => {
    const { stack, log } = createStack();
    await stack.start(
      part(
        `${SERVE_FOREVER} process.on('SIGTERM', () => {}); console.log('pid ' + process.pid); ${READY}`,
      ),
    );
    const pid = Number((await log.line('pid ')).slice(4));
    await stack.stop();
    expect(isProcessAlive(pid)).toBe(false);
  });

  it('ends what a part has started, also when the part itself is gone', async () => {
    const { stack, log } = createStack();
    const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(SERVE_FOREVER)}], { stdio: 'inherit' })`;
    const start = stack.start(
      part(`console.log('pid ' + ${child}.pid); setImmediate(() => process.exit(0));`),
    );
    await expect(start).rejects.toThrow(ServiceExitedError);
    const pid = Number((await log.line('pid ')).slice(4));
    // Killed, it stays a zombie until whoever inherited it looks.
    await vi.waitFor(() => expect(isProcessAlive(pid)).toBe(false), 5_000);
  });

  it('ends a part that is still starting, and tells whoever waits for it', async () => {
    const { stack } = createStack();
    const start = stack.start(part(SERVE_FOREVER));
    const [told] = await Promise.allSettled([start, stack.stop()]);
    expect(told).toMatchObject({ reason: expect.any(SupervisorStoppedError) });
  });

  it('starts nothing once it is stopping', async () => {
    const { stack } = createStack();
    await stack.stop();
    await expect(stack.start(part(READY))).rejects.toThrow(SupervisorStoppedError);
  });

  it('removes what it was asked to remove', async () => {
    const { stack } = createStack();
    const folder = mkdtempSync(join(tmpdir(), 'stack-test-'));
    stack.removeAtEnd(folder);
    await stack.stop();
    expect(existsSync(folder)).toBe(false);
  });
});
