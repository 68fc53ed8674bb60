/** The part of the framework's worker that tells how busy it is. */
type Worker = { readonly activeJobs: readonly unknown[] };

/**
 * Load by conversations, from 0 to 1, instead of by processor time. LiveKit gives no job to a worker whose load is 1,
 * whatever threshold the worker has: on a machine that has other things to do, that would be nobody's answer.
 *
 * @param maxJobs conversations that are a full load
 */
export function loadByJobs(maxJobs: number): (worker: Worker) => Promise<number> {
  return async ({ activeJobs }) => Math.min(1, activeJobs.length / maxJobs);
}
