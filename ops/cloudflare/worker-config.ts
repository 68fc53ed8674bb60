import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import * as z from 'zod';
import type { Environment } from '../cli/command-line.ts';

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

/** One environment of wrangler.toml. */
export interface WorkerConfig {
  /** The Worker's name at Cloudflare. */
  worker: string;
  variables: Readonly<Record<string, string>>;
  requiredSecrets: readonly string[];
  /** False without a route. */
  isReachable: boolean;
}

/** The Worker's own defaults: worker-token/src/config. */
const DEFAULT_MAX_LIFETIME_SECONDS = 86_400;
const DEFAULT_CLOCK_TOLERANCE_SECONDS = 30;

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

/** The longest time for which the Worker accepts a session, in ms. */
export function sessionLifetimeMs({ variables }: WorkerConfig): number {
  const lifetime = variables['SESSION_MAX_LIFETIME_SECONDS'] ?? DEFAULT_MAX_LIFETIME_SECONDS;
  const tolerance = variables['SESSION_CLOCK_TOLERANCE_SECONDS'] ?? DEFAULT_CLOCK_TOLERANCE_SECONDS;
  return (Number(lifetime) + Number(tolerance)) * 1000;
}
