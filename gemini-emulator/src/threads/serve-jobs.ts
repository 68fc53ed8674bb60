import { parentPort } from 'node:worker_threads';

/** What travels between a `JobThread` and its thread. */
export type JobRequest<Job> = { readonly id: number; readonly job: Job };
export type JobReply<Result> =
  | { readonly id: number; readonly ok: true; readonly result: Result }
  | { readonly id: number; readonly ok: false; readonly message: string };

/** The thread's side of a `JobThread`: does the jobs in the order in which they came. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it says what the thread is sent
export function serveJobs<Job>(work: (job: Job) => Promise<unknown>): void {
  if (!parentPort) throw new Error('This module runs as a worker thread only.');
  const port = parentPort;
  let last: Promise<void> = Promise.resolve();
  const workAfter = async (previous: Promise<void>, { id, job }: JobRequest<Job>) => {
    await previous;
    port.postMessage(await attempt(id, job, work));
  };
  port.on('message', (request: JobRequest<Job>) => {
    last = workAfter(last, request);
  });
}

async function attempt<Job>(
  id: number,
  job: Job,
  work: (job: Job) => Promise<unknown>,
): Promise<JobReply<unknown>> {
  try {
    return { id, ok: true, result: await work(job) };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
