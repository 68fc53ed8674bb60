import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How job processes, which inherit the worker's environment, find the worker's socket. */
const VARIABLE = 'BAKEBOT_DRAIN_SOCKET';

/**
 * Lets a worker that is asked to stop tell its jobs.
 *
 * **Cause**: on SIGTERM the framework (1.9.0) waits for the running jobs, up to an hour, and does not tell them. Their
 * users would talk to an agent that will be killed in the middle of a word.
 *
 * Each job holds a connection to the worker; that it ends is the signal. So it also comes when the worker is killed.
 *
 * @returns gives the signal
 */
export function serveDrainSignal(): () => void {
  const path = socketPath();
  const server = createServer((job) => job.resume().on('error', () => {}));
  const jobs = new Set<{ destroy(): void }>();
  server.on('connection', (job) => {
    jobs.add(job);
    job.on('close', () => jobs.delete(job));
  });
  server.listen(path).unref();
  process.env[VARIABLE] = path;
  process.once('exit', () => rmSync(path, { force: true }));
  return () => {
    server.close();
    for (const job of jobs) job.destroy();
  };
}

/** In a job: calls back once when the worker is about to stop. The returned function takes that back. */
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

function socketPath(): string {
  const name = `bakebot-agent-${process.pid}.sock`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}
