import { fileURLToPath } from 'node:url';
import { cli, ServerOptions } from '@livekit/agents';
import { type AgentConfig, ConfigError, parseConfig } from './config.ts';
import { serveDrainSignal } from './runtime/lifecycle/drain-signal.ts';
import { loadByJobs } from './runtime/lifecycle/worker-load.ts';
import { loadModels } from './runtime/models/load-models.ts';
import { PluginMissingError } from './runtime/models/load-plugin.ts';
import { REPORT_URL, startMetricsServer } from './runtime/telemetry/metrics-page/metrics-server.ts';
import { readWorkerGauges } from './runtime/telemetry/metrics-page/worker-gauges.ts';

/**
 * Memory above which a job is ended, in MB. A job stands at about 190; twice that again is a leak, and one user's leak
 * must not take the others on the machine with it.
 */
const JOB_MEMORY_LIMIT_MB = 800;

/** How long a stopping worker waits for its users' conversations, in ms. Drained, they end within half of that. */
const DRAIN_TIMEOUT_MS = 60_000;

/**
 * Registers with LiveKit and waits for users. Prints what is wrong with the settings, and sets exit code 1.
 *
 * @param entry `import.meta.url` of the module whose default export is `defineAgent(…)`: each job process loads it
 */
export async function runWorker(entry: string): Promise<void> {
  try {
    await start(fileURLToPath(entry), parseConfig(process.env));
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof PluginMissingError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function start(agent: string, config: AgentConfig): Promise<void> {
  // Jobs load the models' packages themselves; a missing one should stop the worker, not the first user.
  await loadModels(config.models);
  await serveMetrics(config);
  const drain = serveDrainSignal();
  process.once('SIGTERM', drain);
  process.once('SIGINT', drain);
  cli.runApp(
    new ServerOptions({
      agent,
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

/** Serves the metrics page, if it has a port. Job processes inherit its address in the environment. */
async function serveMetrics({ health, telemetry }: AgentConfig): Promise<void> {
  if (telemetry.metricsPort === undefined) return;
  const { reportUrl } = await startMetricsServer({
    host: health.host,
    port: telemetry.metricsPort,
    gauges: () => readWorkerGauges(`http://127.0.0.1:${health.port}/`),
  });
  process.env[REPORT_URL] = reportUrl;
}
