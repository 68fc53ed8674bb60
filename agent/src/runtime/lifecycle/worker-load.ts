/** The part of the framework's worker that its load depends on. */
type Worker = { readonly activeJobs: readonly unknown[] };

/**
 * Load by number of jobs instead of CPU, from 0 to 1. LiveKit dispatches no job to a worker whose load is 1, whatever the
 * worker's threshold, so that on a shared machine CPU load would leave users without an agent.
 *
 * @param maxJobs jobs at which the load is 1
 */
export function loadByJobs(maxJobs: number): (worker: Worker) => Promise<number> {
  return async ({ activeJobs }) => Math.min(1, activeJobs.length / maxJobs);
}
