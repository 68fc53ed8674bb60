import type { Terminal } from '../cli/terminal.ts';
import type { DeployedWorker } from '../cloudflare/worker.ts';
import type { WorkerConfig } from '../cloudflare/worker-config.ts';
import type { DeployedAgent } from '../livekit/deployed-agent.ts';
import type { SecretValues } from '../secrets/values.ts';
import type { SessionSource } from '../smoke/session.ts';
import type { SmokeTest } from '../smoke/smoke-test.ts';
import type { Journal } from './journal.ts';
import type { Outcome } from './rotation.ts';

/** All that a rotation's steps work with. */
export interface RotationContext {
  worker: DeployedWorker;
  workerConfig: WorkerConfig;
  agent: DeployedAgent;
  values: SecretValues;
  journal: Journal;
  terminal: Terminal;
  smoke: SmokeTest;
  /** The token service that the smoke test asks. */
  url: string;
  /** How the smoke test signs in, where the rotation itself does not sign sessions. */
  session: () => SessionSource;
  /** What the operator says is done. */
  confirmed: readonly string[];
  now: () => number;
}

/** Something that only a person can do: waits until they say that it is done. */
export function confirm(context: RotationContext, name: string): Outcome {
  if (context.confirmed.includes(name)) return 'done';
  return { wait: `when that is done, run this again with --confirm ${name}` };
}

/** Waits until `ms` after a step was finished. */
export function waitAfter(context: RotationContext, step: string, ms: number): Outcome {
  const until = (context.journal.doneAt(step) ?? context.now()) + ms;
  if (context.now() >= until) return 'done';
  return { wait: `run this again after ${new Date(until).toISOString()}` };
}
