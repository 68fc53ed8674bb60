import { fileURLToPath } from 'node:url';
import { cli, log, ServerOptions } from '@livekit/agents';
import { AgentDispatchClient, RoomServiceClient } from 'livekit-server-sdk';
import { type AgentConfig, ConfigError, parseConfig } from './config.ts';
import { startupWarnings } from './startup-warnings.ts';
import { serveJobs } from './runtime/lifecycle/job-link.ts';
import { JobReplacement } from './runtime/lifecycle/job-replacement.ts';
import { ignoreVertexVariables } from './runtime/workarounds/ignore-vertex-variables.ts';
import { loadByJobs } from './runtime/lifecycle/worker-load.ts';
import { dayOf } from './runtime/models/catalogue/index.ts';
import { loadModels } from './runtime/models/load-models.ts';
import { PluginMissingError } from './runtime/models/load-plugin.ts';
import { configuredModels } from './runtime/models/configured-models.ts';
import { checkVendorAccess } from './runtime/models/vendor-access.ts';
import { REPORT_URL, startMetricsServer } from './runtime/telemetry/metrics-page/metrics-server.ts';
import { readWorkerGauges } from './runtime/telemetry/metrics-page/worker-gauges.ts';

/**
 * Memory above which the framework ends a job, in MB. A job takes about 190. A leak in one job must not exhaust the machine's
 * memory.
 */
const JOB_MEMORY_LIMIT_MB = 800;

/** Time for jobs to end when the worker stops, in ms. They take up to half of it: see runtime/lifecycle/graceful-leave.ts. */
const DRAIN_TIMEOUT_MS = 60_000;

/**
 * Registers with LiveKit and waits for jobs. With invalid settings it prints them and sets exit code 1.
 *
 * @param entry `import.meta.url` of the module whose default export is `defineAgent(…)`; each job process loads it
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
  // The framework has no logger yet.
  for (const name of ignoreVertexVariables()) {
    console.warn(`${name} is ignored: for Vertex AI, choose the vendor vertex.`);
  }
  startupWarnings(config, process.env, dayOf(new Date())).forEach((line) => console.warn(line));
  // A missing plugin must fail here, not in the first user's job.
  await loadModels(config.models);
  await serveMetrics(config);
  const replacement = createReplacement(config);
  const drain = await serveJobs({ died: (job) => void replacement.replace(job) });
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
  await reportVendorAccess();
}

/**
 * Logs once which vendors reject the keys or do not have the models. The worker serves all the same: a container that ended
 * would start again and again, and a model of another vendor, or the other pipeline, may take over.
 */
async function reportVendorAccess(): Promise<void> {
  for (const access of await checkVendorAccess(configuredModels(process.env), process.env)) {
    if (!access.error) continue;
    const { vendor, model, error, sentence: remedy } = access;
    const { kind, words, isPermanent } = error;
    const line = { vendor, model, kind, words, remedy };
    if (isPermanent) log().error(line, 'vendor rejected request');
    else log().warn(line, 'failed to check access to vendor');
  }
}

function createReplacement({ agentName, livekit }: AgentConfig): JobReplacement {
  const url = livekit.url.replace(/^ws/, 'http');
  const keys = [livekit.apiKey, livekit.apiSecret] as const;
  return new JobReplacement({
    rooms: new RoomServiceClient(url, ...keys),
    dispatches: new AgentDispatchClient(url, ...keys),
    agentName,
  });
}

/** Serves the metrics page if it has a port. Job processes inherit the report URL in their environment. */
async function serveMetrics({ health, telemetry }: AgentConfig): Promise<void> {
  if (telemetry.metricsPort === undefined) return;
  const { reportUrl } = await startMetricsServer({
    host: health.host,
    port: telemetry.metricsPort,
    gauges: () => readWorkerGauges(`http://127.0.0.1:${health.port}/`),
  });
  process.env[REPORT_URL] = reportUrl;
}
