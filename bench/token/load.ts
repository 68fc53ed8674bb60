import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { toolEnvironment } from '@bakebot/local-stack';

/** Connections at once. */
const CONNECTIONS = 32;

/** What came of one load. */
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

/** Asks for tokens as fast as the server gives them, for a while. */
export async function load(url: string, session: string, seconds: number): Promise<Load> {
  const { stdout } = await promisify(execFile)(
    'autocannon',
    [
      '--json',
      '--method=POST',
      `--connections=${CONNECTIONS}`,
      `--duration=${seconds}`,
      `--headers=authorization=Bearer ${session}`,
      '--headers=content-type=application/json',
      '--body={}',
      url,
    ],
    { env: toolEnvironment() },
  );
  return Load.parse(JSON.parse(stdout));
}
