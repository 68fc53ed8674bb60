import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../supervisor/paths.ts';
import { LOOPBACK } from '../supervisor/ports.ts';
import type { ServiceSpec } from '../supervisor/service-process.ts';

/** livekit-agents' default port of the health check. */
export const AGENT_HEALTH_PORT = 8081;

/** OpenTelemetry's default port of a Prometheus exporter. */
export const AGENT_METRICS_PORT = 9464;

/** The agent's metrics in Prometheus' text format. */
export function agentMetricsUrl(port: number): string {
  return `http://${LOOPBACK}:${port}/metrics`;
}

export interface AgentPorts {
  health: number;
  metrics: number;
}

export interface AgentSettings {
  livekitUrl: string;
  apiKey: string;
  apiSecret: string;
  agentName: string;
  googleApiKey: string;
  /** The emulator; Google's API when absent. */
  geminiBaseUrl?: string;
}

const BAKEBOT = fileURLToPath(new URL('../../agent/src/main.ts', import.meta.url));

/** @param entry main file of the agent */
export function agentService(
  ports: AgentPorts,
  settings: AgentSettings,
  env: NodeJS.ProcessEnv,
  entry: string = BAKEBOT,
): ServiceSpec {
  return {
    name: 'agent',
    command: process.execPath,
    args: [entry, 'start'],
    env: {
      // One developer needs one idle process, and gets an agent however busy the machine is.
      AGENT_IDLE_PROCESSES: '1',
      AGENT_MAX_JOBS: '50',
      // Each job is a new process: with compiled code from the cache, Node starts in two thirds of the time.
      NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'),
      ...env,
      LIVEKIT_URL: settings.livekitUrl,
      LIVEKIT_API_KEY: settings.apiKey,
      LIVEKIT_API_SECRET: settings.apiSecret,
      AGENT_NAME: settings.agentName,
      AGENT_HEALTH_HOST: LOOPBACK,
      AGENT_HEALTH_PORT: `${ports.health}`,
      AGENT_METRICS_PORT: `${ports.metrics}`,
      GOOGLE_API_KEY: settings.googleApiKey,
      ...(settings.geminiBaseUrl && { GOOGLE_GEMINI_BASE_URL: settings.geminiBaseUrl }),
    },
    ready: new URL(`http://${LOOPBACK}:${ports.health}/`),
  };
}
