import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { parseJson } from '../json/parse-json.ts';

/** Path of the worker's socket. Job processes inherit the worker's environment. */
const VARIABLE = 'BAKEBOT_JOB_SOCKET';

/** How long the state of a job that died is kept for the one that replaces it, in ms. */
const KEEP_MS = 60_000;

/** Time for the worker to say what an earlier job in the room left, in ms. It is in the same machine. */
const ANSWER_MS = 1000;

/** What a worker must know of a job to replace it. */
export const LinkedJob = z.object({
  /** Name of the room. */
  room: z.string(),
  /** Participant identity of the agent. */
  identity: z.string(),
  /** Metadata of the dispatch. */
  metadata: z.string(),
});
export type LinkedJob = z.infer<typeof LinkedJob>;

const FromJob = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), job: LinkedJob }),
  z.object({ type: z.literal('state'), state: z.unknown() }),
  z.object({ type: z.literal('goodbye') }),
]);

const FromWorker = z.object({ state: z.unknown() });

export type JobLinkListener = {
  /** A job's process ended without a good-bye: it was killed, crashed, or ran out of memory. */
  died(job: LinkedJob): void;
};

/**
 * Links the worker to its jobs, by a socket that each job holds. The end of the link tells either side that the other is gone,
 * also when it is killed: jobs are told that the worker drains, which the framework (1.9.0) does not do before it kills them
 * after an hour; the worker is told that a job died, and keeps the state that the job has sent for the one that replaces it.
 *
 * @returns signals the jobs that the worker drains
 * @throws when the temporary folder cannot hold a socket
 */
export async function serveJobs(listener: JobLinkListener): Promise<() => void> {
  const path = socketPath();
  const jobs = new Set<Socket>();
  /** By room. */
  const states = new Map<string, unknown>();
  let isDraining = false;
  const server = createServer((socket) => {
    jobs.add(socket);
    followJob(socket, states, (job) => {
      jobs.delete(socket);
      if (job && !isDraining) listener.died(job);
    });
  });
  await once(server.listen(path), 'listening');
  server.unref();
  process.env[VARIABLE] = path;
  process.once('exit', () => rmSync(path, { force: true }));
  return () => {
    isDraining = true;
    server.close();
    for (const job of jobs) job.destroy();
  };
}

/** @param ended called with the job when it died, with undefined when it has said good-bye */
function followJob(
  socket: Socket,
  states: Map<string, unknown>,
  ended: (died: LinkedJob | undefined) => void,
): void {
  let job: LinkedJob | undefined;
  let hasLeft = false;
  createInterface({ input: socket }).on('line', (line) => {
    const message = FromJob.safeParse(parseJson(line)).data;
    switch (message?.type) {
      case 'hello':
        job = message.job;
        socket.write(`${JSON.stringify({ state: states.get(job.room) })}\n`);
        states.delete(job.room);
        break;
      case 'state':
        if (job) states.set(job.room, message.state);
        break;
      case 'goodbye':
        hasLeft = true;
        if (job) states.delete(job.room);
        break;
      case undefined:
        break;
    }
  });
  socket.on('error', () => {});
  socket.once('close', () => {
    const room = job?.room ?? '';
    const left = states.get(room);
    const forget = (): unknown => states.get(room) === left && states.delete(room);
    setTimeout(forget, KEEP_MS).unref();
    ended(hasLeft ? undefined : job);
  });
}

/** A job's end of the link. Without a worker, as in a test of one job, every call does nothing. */
export class JobLink {
  readonly #socket: Socket | undefined;
  readonly #answer: Promise<unknown>;

  /** Reports the job to the worker. */
  constructor(job: LinkedJob) {
    const path = process.env[VARIABLE];
    this.#socket = path === undefined ? undefined : connect(path).unref();
    this.#socket?.on('error', () => {});
    this.#answer = this.#socket ? firstLine(this.#socket) : Promise.resolve(undefined);
    this.#send({ type: 'hello', job });
  }

  /** The latest state of an earlier job in the room, which died; undefined when there was none. */
  async inherited(): Promise<unknown> {
    return FromWorker.safeParse(await this.#answer).data?.state;
  }

  /** Replaces what the worker keeps for the case that this job dies. @param state JSON */
  keep(state: unknown): void {
    this.#send({ type: 'state', state });
  }

  /** The job ends as it should: it must not be replaced. */
  goodbye(): void {
    this.#send({ type: 'goodbye' });
  }

  /** Calls back once when the worker drains or has died. @returns unsubscribes */
  onDrain(listener: () => void): () => void {
    this.#socket?.once('close', listener);
    return () => void this.#socket?.off('close', listener);
  }

  close(): void {
    this.#socket?.end();
  }

  #send(message: z.infer<typeof FromJob>): void {
    if (this.#socket?.writable) this.#socket.write(`${JSON.stringify(message)}\n`);
  }
}

/** Resolves with the first line as JSON; with undefined when none comes in time. */
async function firstLine(socket: Socket): Promise<unknown> {
  const lines = createInterface({ input: socket });
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const [line]: unknown[] = await once(lines, 'line', { signal });
    return parseJson(String(line));
  } catch {
    return undefined;
  }
}

/** A new path each time: a worker that was killed leaves its file, and in a container every worker has the same process id. */
function socketPath(): string {
  const name = `bakebot-agent-${randomUUID().slice(0, 8)}.sock`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}
