/**
 * The agent's process. `node src/main.ts start` registers with LiveKit and waits for users; the same file is loaded
 * in every job process, one per user, where its default export does the work.
 */
import { fileURLToPath } from 'node:url';
import { cli, defineAgent, ServerOptions } from '@livekit/agents';
import { type AgentConfig, ConfigError, parseConfig } from './config.ts';
import { runJob } from './job.ts';
import { loadByJobs } from './runtime/lifecycle/worker-load.ts';
import { serveDrainSignal } from './runtime/lifecycle/drain-signal.ts';
import { REPORT_URL, startMetricsServer } from './runtime/telemetry/metrics-page/metrics-server.ts';
import { readWorkerGauges } from './runtime/telemetry/metrics-page/worker-gauges.ts';
import { PluginMissingError } from './runtime/models/load-plugin.ts';
import { loadModels } from './runtime/models/load-models.ts';
import { prewarm } from './runtime/lifecycle/prewarm.ts';

/**
 * Memory above which a job is ended, in MB. A job stands at about 190; twice that again is a leak, and one user's leak
 * must not take the others on the machine with it.
 */
const JOB_MEMORY_LIMIT_MB = 800;

/** How long a stopping worker waits for its users' conversations, in ms. Told to, they end within half of that. */
const DRAIN_TIMEOUT_MS = 60_000;

export default defineAgent({
  prewarm: prewarm,
  entry: (job) => runJob(job, parseConfig(process.env)),
});

async function runWorker(): Promise<void> {
  const config = parseConfig(process.env);
  // Jobs load them for themselves; what is missing had better be noticed before the first user.
  await loadModels(config.models);
  await showMetrics(config);
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

/** Serves the metrics page, if there shall be one. Jobs find it by the environment that they inherit. */
async function showMetrics({ health, telemetry }: AgentConfig): Promise<void> {
  if (telemetry.metricsPort === undefined) return;
  const { reportUrl } = await startMetricsServer({
    host: health.host,
    port: telemetry.metricsPort,
    gauges: () => readWorkerGauges(`http://127.0.0.1:${health.port}/`),
  });
  process.env[REPORT_URL] = reportUrl;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await runWorker();
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof PluginMissingError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
