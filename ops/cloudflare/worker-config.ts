import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import * as z from 'zod';
import type { Environment } from '../cli/usage.ts';

const EnvironmentConfig = z.object({
  vars: z.record(z.string(), z.string()).default({}),
  secrets: z.object({ required: z.array(z.string()) }),
  workers_dev: z.boolean().default(false),
  routes: z.array(z.unknown()).default([]),
});

const WranglerConfig = z.object({
  name: z.string(),
  env: z.object({ staging: EnvironmentConfig, production: EnvironmentConfig }),
});

/** What wrangler.toml says about one environment. */
export interface WorkerConfig {
  /** The Worker's name at Cloudflare. */
  worker: string;
  variables: Readonly<Record<string, string>>;
  requiredSecrets: readonly string[];
  /** Whether requests have a way to it. */
  isReachable: boolean;
}

/** How long a session may live when the configuration does not say, in seconds: as in worker-token. */
const SESSION_MAX_LIFETIME_SECONDS = 86_400;

export function readWorkerConfig(root: string, environment: Environment): WorkerConfig {
  const config = WranglerConfig.parse(parse(readFileSync(join(root, 'wrangler.toml'), 'utf8')));
  const { vars, secrets, workers_dev: isOnWorkersDev, routes } = config.env[environment];
  return {
    worker: `${config.name}-${environment}`,
    variables: vars,
    requiredSecrets: secrets.required,
    isReachable: isOnWorkersDev || routes.length > 0,
  };
}

/** How long a session that was signed now can be used, in ms. */
export function sessionLifetimeMs({ variables }: WorkerConfig): number {
  const seconds = Number(variables['SESSION_MAX_LIFETIME_SECONDS'] ?? SESSION_MAX_LIFETIME_SECONDS);
  const tolerance = Number(variables['SESSION_CLOCK_TOLERANCE_SECONDS'] ?? 30);
  return (seconds + tolerance) * 1000;
}
