import * as z from 'zod';
import type { Limits } from './runtime/conversation-options.ts';
import { DEFAULT_MODELS } from './runtime/models/catalogue/index.ts';
import {
  type ModelConfig,
  ModelEnvironment,
  toModelConfig,
} from './runtime/models/model-config.ts';
import type { PipelineConfig } from './runtime/pipelines/create-pipelines.ts';
import { Prices } from './runtime/telemetry/prices.ts';
import { parseJson } from './runtime/json/parse-json.ts';

const minutes = z.coerce
  .number()
  .positive()
  .max(24 * 60);

const port = z.coerce.number().int().min(0).max(65_535);

const prices = z
  .string()
  .default('{}')
  .transform((text, context) => {
    const parsed = Prices.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'is not valid: see docs/telemetry.md' });
    return z.NEVER;
  });

const AgentEnvironment = z.object({
  LIVEKIT_URL: z.string().regex(/^wss?:\/\//, 'must start with ws:// or wss://'),
  LIVEKIT_API_KEY: z.string().min(1),
  LIVEKIT_API_SECRET: z.string().min(1),
  /** The agent name in room tokens: the token service's AGENT_NAME. */
  AGENT_NAME: z.string().min(1).default('bakebot'),
  /** Port of the health check. */
  AGENT_HEALTH_PORT: port.default(8081),
  /** Address of the health check: all interfaces, because LiveKit Cloud probes from outside the container. */
  AGENT_HEALTH_HOST: z.string().default('0.0.0.0'),
  /** Prewarmed job processes. Each takes about 185 MB. */
  AGENT_IDLE_PROCESSES: z.coerce.number().int().min(1).default(2),
  /** CPU load (0 to 1) above which this worker accepts no jobs. LiveKit Cloud sets its own. */
  AGENT_LOAD_THRESHOLD: z.coerce.number().positive().max(1).default(0.7),
  /** Most jobs at a time, instead of a CPU load: for shared machines. */
  AGENT_MAX_JOBS: z.coerce.number().int().min(1).optional(),
  /** Minutes of silence after which the agent asks whether the user is still there. It leaves a minute later. */
  AGENT_IDLE_MINUTES: minutes.default(5),
  /** Longest conversation, in minutes. The user is warned two minutes before. */
  AGENT_MAX_SESSION_MINUTES: minutes.default(60),
  /** Highest estimated cost of a conversation, in US dollars; unset, there is none. The app is warned at 80 %. */
  AGENT_MAX_COST_USD: z.coerce.number().positive().optional(),
  /** For debugging: `true` logs transcripts, replies and tool arguments. Never in production. */
  AGENT_LOG_CONTENT: z.stringbool().default(false),
  /** Port of the metrics page, on the health check's address; unset, there is no page. See docs/telemetry.md. */
  AGENT_METRICS_PORT: port.optional(),
  /** Prices that override the list prices, as JSON by model. */
  AGENT_PRICES: prices,
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  /** `cascade` (STT → LLM → TTS) or `live` (Gemini Live). The other one takes over when it fails. */
  AGENT_PIPELINE: z.enum(['cascade', 'live']).default('cascade'),
  /** Gemini Live model of the pipeline `live`. */
  AGENT_LIVE_MODEL: z.string().default(DEFAULT_MODELS.live.gemini),
});

const Environment = z
  .intersection(AgentEnvironment, ModelEnvironment)
  .refine(({ AGENT_PIPELINE, GOOGLE_API_KEY }) => AGENT_PIPELINE !== 'live' || GOOGLE_API_KEY, {
    path: ['GOOGLE_API_KEY'],
    message: 'is needed for AGENT_PIPELINE=live',
  });

/** Settings of the agent, from environment variables: see `.env.example`. */
export type AgentConfig = {
  readonly livekit: { readonly url: string; readonly apiKey: string; readonly apiSecret: string };
  readonly agentName: string;
  readonly health: { readonly host: string; readonly port: number };
  readonly idleProcesses: number;
  readonly loadThreshold: number;
  readonly maxJobs: number | undefined;
  readonly logContent: boolean;
  readonly limits: Limits;
  readonly pipelines: PipelineConfig;
  /** The models of the cascade. */
  readonly models: ModelConfig;
  readonly telemetry: TelemetryConfig;
};

export type TelemetryConfig = {
  /** Port of the metrics page. */
  readonly metricsPort: number | undefined;
  /** Whether traces and metrics go to an OTLP receiver. */
  readonly otlp: boolean;
  readonly prices: z.infer<typeof prices>;
};

/** The environment is not valid. The message lists every variable that is missing or wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config_invalid';
}

/**
 * Reads the agent's settings.
 *
 * @throws {ConfigError} without the variables' values
 */
export function parseConfig(environment: Record<string, string | undefined>): AgentConfig {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(set);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The agent's environment is not valid:\n${lines.join('\n')}`);
  }
  const env = result.data;
  return {
    livekit: {
      url: env.LIVEKIT_URL,
      apiKey: env.LIVEKIT_API_KEY,
      apiSecret: env.LIVEKIT_API_SECRET,
    },
    agentName: env.AGENT_NAME,
    health: { host: env.AGENT_HEALTH_HOST, port: env.AGENT_HEALTH_PORT },
    idleProcesses: env.AGENT_IDLE_PROCESSES,
    loadThreshold: env.AGENT_LOAD_THRESHOLD,
    maxJobs: env.AGENT_MAX_JOBS,
    logContent: env.AGENT_LOG_CONTENT,
    limits: {
      idleMs: env.AGENT_IDLE_MINUTES * 60_000,
      sessionMs: env.AGENT_MAX_SESSION_MINUTES * 60_000,
      costUsd: env.AGENT_MAX_COST_USD,
    },
    pipelines: {
      first: env.AGENT_PIPELINE,
      live: env.GOOGLE_API_KEY
        ? {
            googleApiKey: env.GOOGLE_API_KEY,
            model: env.AGENT_LIVE_MODEL,
            voice: env.AGENT_VOICE,
          }
        : undefined,
    },
    models: toModelConfig(env),
    telemetry: {
      metricsPort: env.AGENT_METRICS_PORT,
      otlp: env.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
      prices: env.AGENT_PRICES,
    },
  };
}
