import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type LaunchOptions, type StackAddresses } from '../../local-stack/launch.ts';
import type { LogLine } from '../../local-stack/supervisor/service-process.ts';
import { planStack, type StackPlan } from '../../local-stack/plan.ts';
import { PortClaims } from '../../local-stack/supervisor/ports.ts';
import { Progress } from '../../local-stack/supervisor/progress.ts';
import { Stack } from '../../local-stack/supervisor/stack.ts';

/** The local stack around what a script tries out. */
export interface Surroundings {
  stack: Stack;
  plan: StackPlan;
  ports: PortClaims;
  addresses: StackAddresses;
  env: NodeJS.ProcessEnv;
}

export interface SurroundingsOptions extends Pick<LaunchOptions, 'withAgent'> {
  /** Settings of every part, over this process's own. */
  env?: NodeJS.ProcessEnv;
  onLine?: (line: LogLine) => void;
  /** Changes the plan, and may start what has to be there before. */
  prepare?: (plan: StackPlan, stack: Stack, ports: PortClaims) => Promise<void>;
}

/** Starts the local stack with the emulator and servers of this machine alone, and ends it after the work. */
export async function withSurroundings<Result>(
  { withAgent = true, env = {}, onLine, prepare }: SurroundingsOptions,
  work: (surroundings: Surroundings) => Promise<Result>,
): Promise<Result> {
  const stack = new Stack(onLine ? { onLine } : {});
  const ports = new PortClaims();
  try {
    const folder = mkdtempSync(join(tmpdir(), 'bakebot-'));
    stack.removeAtEnd(folder);
    const none = { googleApiKey: undefined, livekit: undefined, agentName: undefined };
    const plan = await planStack(none, ports);
    for (const file of ports.files) stack.removeAtEnd(file);
    await prepare?.(plan, stack, ports);
    const partEnv = { ...process.env, TMPDIR: folder, ...env };
    const progress = new Progress(process.stderr);
    const addresses = await launch(stack, plan, {
      withPlayground: false,
      withAgent,
      progress,
      env: partEnv,
    });
    return await Promise.race([
      work({ stack, plan, ports, addresses, env: partEnv }),
      stack.failure,
    ]);
  } finally {
    await stack.stop();
    ports.release();
  }
}
