/**
 * The agent's entry. `node src/main.ts start` runs the worker, which registers with LiveKit and waits for jobs. Each job is a
 * process that loads this file and runs its default export.
 */
import { fileURLToPath } from 'node:url';
import { defineAgent } from '@livekit/agents';
import { BAKEBOT } from './baking/definition.ts';
import { parseConfig } from './config.ts';
import { runJob } from './job.ts';
import { prewarm } from './runtime/lifecycle/prewarm.ts';
import { runWorker } from './worker.ts';

export default defineAgent({
  prewarm,
  entry: (job) => runJob(job, parseConfig(process.env), BAKEBOT),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) await runWorker(import.meta.url);
