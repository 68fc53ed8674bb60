import autocannon from 'autocannon';
import * as z from 'zod';

const CONNECTIONS = 32;

/** The parts of autocannon's report that are used. */
export const Load = z
  .object({
    '2xx': z.number(),
    non2xx: z.number(),
    errors: z.number(),
    requests: z.object({ average: z.number() }),
    latency: z.object({ p50: z.number(), p99: z.number() }),
  })
  .transform((result) => ({
    requests: result['2xx'],
    failures: result.non2xx + result.errors,
    requestsPerSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  }));
export type Load = z.infer<typeof Load>;

/** Requests tokens as fast as the server answers, with these sessions in turn. */
export async function load(
  url: string,
  sessions: readonly string[],
  seconds: number,
): Promise<Load> {
  const requests = sessions.map((session) => ({
    headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
  }));
  const options = { connections: CONNECTIONS, method: 'POST', body: '{}' } as const;
  return Load.parse(await autocannon({ ...options, url, duration: seconds, requests }));
}
