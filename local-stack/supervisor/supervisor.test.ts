import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isProcessAlive } from './pid-lock.mjs';
import type { LogLine, ServiceSpec } from './service-process.ts';
import { ServiceExitedError, Supervisor, SupervisorStoppedError } from './supervisor.ts';

/** Collects log lines, and resolves when one contains a text. */
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
const READY = `process.send({ type: 'ready', url: 'http://service/' });`;

function service(script: string, ready: ServiceSpec['ready'] = 'message'): ServiceSpec {
  return {
    name: 'a-service',
    command: process.execPath,
    args: ['--eval', script],
    env: process.env,
    ready,
  };
}

const supervisors: Supervisor[] = [];

function createSupervisor(graceMs = 100): { supervisor: Supervisor; log: Log } {
  const log = new Log();
  const supervisor = new Supervisor({ onLine: log.add, graceMs });
  supervisors.push(supervisor);
  return { supervisor, log };
}

afterEach(async () => {
  await Promise.all(supervisors.splice(0).map((each) => each.stop()));
});

describe('a supervisor', () => {
  it('resolves a start when the service sends its ready message', async () => {
    const { supervisor } = createSupervisor();
    const readyMessage = await supervisor.start(service(`${SERVE_FOREVER} ${READY}`));
    expect(readyMessage).toEqual({ type: 'ready', url: 'http://service/' });
  });

  it('resolves a start when the URL of the service returns 2xx', async () => {
    const statuses = [503, 503, 200];
    const server = createServer((_, response) => {
      response.writeHead(statuses.shift() ?? 200).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { supervisor } = createSupervisor();
    await supervisor.start(service(SERVE_FOREVER, new URL(`http://127.0.0.1:${port}/`)));
    expect(statuses).toEqual([]);
    server.close();
  });

  it('resolves a start when a line of output matches', async () => {
    const { supervisor } = createSupervisor();
    const start = supervisor.start(
      service(`${SERVE_FOREVER} console.log('Ready to accept connections');`, /^Ready/),
    );
    await expect(start).resolves.toBeUndefined();
  });

  it('resolves a start when a one-shot service exits with 0', async () => {
    const { supervisor } = createSupervisor();
    await expect(supervisor.start(service('process.exit(0)', 'exit'))).resolves.toBeUndefined();
  });

  it('rejects a start with the service and its last lines when it exits early', async () => {
    const { supervisor } = createSupervisor();
    const start = supervisor.start(service(`console.error('no oven'); process.exit(3);`));
    await expect(start).rejects.toThrow('a-service exited unexpectedly (exit code 3)');
    await expect(start).rejects.toMatchObject({ service: 'a-service', lastLines: ['no oven'] });
  });

  it('rejects a start with the path of a missing program', async () => {
    const { supervisor } = createSupervisor();
    const start = supervisor.start({ ...service(''), command: '/nowhere/livekit-server' });
    await expect(start).rejects.toThrow(ServiceExitedError);
    await expect(start).rejects.toMatchObject({
      lastLines: [expect.stringContaining('/nowhere/livekit-server')],
    });
  });

  it('reports a failure when a running service is killed', async () => {
    const { supervisor, log } = createSupervisor();
    await supervisor.start(service(`${SERVE_FOREVER} ${READY} console.log('pid ' + process.pid);`));
    process.kill(Number((await log.line('pid ')).slice(4)), 'SIGKILL');
    await expect(supervisor.failure).rejects.toThrow('a-service exited unexpectedly (SIGKILL)');
  });

  it('waits for a service that shuts down on SIGTERM', async () => {
    const { supervisor, log } = createSupervisor(10_000);
    await supervisor.start(
      service(
        `${SERVE_FOREVER} process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); ${READY}`,
      ),
    );
    await supervisor.stop();
    expect(await log.line('bye')).toBe('bye');
  });

  it('kills a service that ignores SIGTERM', async () => {
    const { supervisor, log } = createSupervisor();
    await supervisor.start(
      service(
        `${SERVE_FOREVER} process.on('SIGTERM', () => {}); console.log('pid ' + process.pid); ${READY}`,
      ),
    );
    const pid = Number((await log.line('pid ')).slice(4));
    await supervisor.stop();
    expect(isProcessAlive(pid)).toBe(false);
  });

  it('kills the children of a service that has exited', async () => {
    const { supervisor, log } = createSupervisor();
    const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(SERVE_FOREVER)}], { stdio: 'inherit' })`;
    const start = supervisor.start(
      service(`console.log('pid ' + ${child}.pid); setImmediate(() => process.exit(0));`),
    );
    await expect(start).rejects.toThrow(ServiceExitedError);
    const pid = Number((await log.line('pid ')).slice(4));
    // A killed process stays a zombie until its new parent waits for it.
    await vi.waitFor(() => expect(isProcessAlive(pid)).toBe(false), 5_000);
  });

  it('rejects a pending start when it is stopped', async () => {
    const { supervisor } = createSupervisor();
    const start = supervisor.start(service(SERVE_FOREVER));
    const [outcome] = await Promise.allSettled([start, supervisor.stop()]);
    expect(outcome).toMatchObject({ reason: expect.any(SupervisorStoppedError) });
  });

  it('rejects a start after it was stopped', async () => {
    const { supervisor } = createSupervisor();
    await supervisor.stop();
    await expect(supervisor.start(service(READY))).rejects.toThrow(SupervisorStoppedError);
  });

  it('removes files when it is stopped', async () => {
    const { supervisor } = createSupervisor();
    const folder = mkdtempSync(join(tmpdir(), 'stack-test-'));
    supervisor.removeAtEnd(folder);
    await supervisor.stop();
    expect(existsSync(folder)).toBe(false);
  });
});
