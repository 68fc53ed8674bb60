import type { Terminal } from '../cli/terminal.ts';
import type { DeployedWorker } from '../cloudflare/deployed-worker.ts';
import type { WorkerConfig } from '../cloudflare/worker-config.ts';
import type { DeployedAgent } from '../livekit/deployed-agent.ts';
import type { SecretValues } from '../secrets/values.ts';
import type { SessionSource } from '../smoke/session.ts';
import type { SmokeTest } from '../smoke/step.ts';
import type { Journal } from './journal.ts';
import type { Outcome } from './rotation.ts';

export interface RotationContext {
  worker: DeployedWorker;
  workerConfig: WorkerConfig;
  agent: DeployedAgent;
  values: SecretValues;
  journal: Journal;
  terminal: Terminal;
  smoke: SmokeTest;
  /** The token service, for the smoke tests. */
  url: string;
  /** The smoke tests' session, for a rotation that does not sign sessions itself. */
  session: () => SessionSource;
  /** Names of the manual steps that the operator has completed. */
  confirmed: readonly string[];
  now: () => number;
}

/** A manual step: done once the operator passes `--confirm`. */
export function requireConfirmation(context: RotationContext, step: string): Outcome {
  if (context.confirmed.includes(step)) return 'done';
  return { wait: `when that is done, run this again with --confirm ${step}` };
}

/** Done `ms` after the completion of another step. */
export function waitAfter(context: RotationContext, step: string, ms: number): Outcome {
  const until = (context.journal.doneAt(step) ?? context.now()) + ms;
  if (context.now() >= until) return 'done';
  return { wait: `run this again after ${new Date(until).toISOString()}` };
}

/** Runs the smoke test once for each session. `version` is a version of the Worker to test, even one at 0 %. */
export async function requireSmokeTest(
  { smoke, url, workerConfig }: RotationContext,
  sessions: readonly (() => SessionSource)[],
  version?: string,
): Promise<Outcome> {
  for (const session of sessions) {
    const target = version && { version: { worker: workerConfig.worker, id: version } };
    await smoke({ url, session: session(), ...target });
  }
  return 'done';
}
