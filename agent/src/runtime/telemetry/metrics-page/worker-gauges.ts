import * as z from 'zod';
import type { Gauge } from './prometheus-text.ts';

const WorkerPage = z.object({ active_jobs: z.number() });

/** The worker's state, read from the framework's health check server. */
export async function readWorkerGauges(healthUrl: string): Promise<Gauge[]> {
  const [registered, activeJobs] = await Promise.all([
    fetch(healthUrl).then(
      ({ ok }) => Number(ok),
      () => 0,
    ),
    fetch(new URL('/worker', healthUrl))
      .then((response) => response.json())
      .then((page) => WorkerPage.parse(page).active_jobs)
      .catch(() => 0),
  ]);
  return [
    {
      name: 'bakebot_worker_registered',
      description: 'Whether the worker is registered with LiveKit.',
      value: registered,
    },
    {
      name: 'bakebot_worker_active_jobs',
      description: 'Jobs that are running on this worker.',
      value: activeJobs,
    },
    {
      name: 'process_resident_memory_bytes',
      description: "Memory of the worker's own process.",
      value: process.memoryUsage.rss(),
    },
  ];
}
