/**
 * The agent's process. `node src/agent.ts start` registers with LiveKit and waits for users; the same file is loaded
 * in every job process, one per user, where its default export does the work.
 */
import { fileURLToPath } from 'node:url';
import { cli, defineAgent, ServerOptions } from '@livekit/agents';
import { ConfigError, parseConfig } from './config.ts';
import { runJob } from './job.ts';
import { loadByJobs } from './load.ts';
import { serveDrainSignal } from './life/drain-signal.ts';

/**
 * Memory above which a job is ended, in MB. A job stands at about 190; twice that again is a leak, and one user's leak
 * must not take the others on the machine with it.
 */
const JOB_MEMORY_LIMIT_MB = 800;

/** How long a stopping worker waits for its users' conversations, in ms. LiveKit Cloud allows up to an hour. */
const DRAIN_TIMEOUT_MS = 10 * 60_000;

export default defineAgent({ entry: (job) => runJob(job, parseConfig(process.env)) });

function runWorker(): void {
  const config = parseConfig(process.env);
  const drain = serveDrainSignal();
  process.once('SIGTERM', drain);
  process.once('SIGINT', drain);
  cli.runApp(
    new ServerOptions({
      agent: fileURLToPath(import.meta.url),
      agentName: config.agentName,
      wsURL: config.livekit.url,
      apiKey: config.livekit.apiKey,
      apiSecret: config.livekit.apiSecret,
      host: config.health.host,
      port: config.health.port,
      numIdleProcesses: config.idleProcesses,
      ...(config.maxJobs
        ? { loadFunc: loadByJobs(config.maxJobs), loadThreshold: 1 }
        : { loadThreshold: config.loadThreshold }),
      drainTimeout: DRAIN_TIMEOUT_MS,
      jobMemoryLimitMB: JOB_MEMORY_LIMIT_MB,
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    runWorker();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
