import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Path of the worker's socket. Job processes inherit the worker's environment. */
const VARIABLE = 'BAKEBOT_DRAIN_SOCKET';

/**
 * Lets a worker signal its jobs that it is draining.
 *
 * **Cause**: on SIGTERM the framework (1.9.0) waits for the running jobs, up to an hour, and does not signal them: they would
 * be killed in mid-sentence.
 *
 * Each job holds a connection to the worker, and the end of the connection is the signal. It arrives even when the worker
 * is killed.
 *
 * **Can go** when the framework signals its jobs: `e2e/job-lifecycle.test.ts` then passes without it.
 *
 * @returns sends the signal
 * @throws when the temporary folder cannot hold a socket
 */
export async function serveDrainSignal(): Promise<() => void> {
  const path = socketPath();
  const server = createServer((job) => job.resume().on('error', () => {}));
  const jobs = new Set<{ destroy(): void }>();
  server.on('connection', (job) => {
    jobs.add(job);
    job.on('close', () => jobs.delete(job));
  });
  await once(server.listen(path), 'listening');
  server.unref();
  process.env[VARIABLE] = path;
  process.once('exit', () => rmSync(path, { force: true }));
  return () => {
    server.close();
    for (const job of jobs) job.destroy();
  };
}

/** In a job: calls back once when the worker drains. @returns unsubscribes */
export function onDrain(listener: () => void): () => void {
  const path = process.env[VARIABLE];
  if (path === undefined) return () => {};
  const socket = connect(path).unref();
  socket.on('error', () => {});
  socket.once('close', listener);
  return () => {
    socket.off('close', listener);
    socket.destroy();
  };
}

/** A new path each time: a worker that was killed leaves its file, and in a container every worker has the same process id. */
function socketPath(): string {
  const name = `bakebot-agent-${randomUUID().slice(0, 8)}.sock`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}
