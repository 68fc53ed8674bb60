import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENV_FILE, parseEnvironment, readEnvironment } from './environment.ts';
import { launch, type StackAddresses } from './launch.ts';
import { isWorthShowing } from './supervisor/log-line.ts';
import { planStack } from './plan.ts';
import { PortClaims } from './supervisor/ports.ts';
import type { Progress } from './supervisor/progress.ts';
import { Stack } from './supervisor/stack.ts';
import { untilAskedToStop } from './supervisor/shutdown-signal.ts';

export interface RunOptions {
  playground: boolean;
  verbose: boolean;
  progress: Progress;
  onReady: (addresses: StackAddresses, elapsedMs: number) => void;
}

/**
 * Runs the whole stack until somebody asks it to stop, and leaves nothing behind: no process, no port, no file.
 * Returns the exit code: 0 when everything had been ready, else the signal's.
 *
 * @throws what made the stack fail, after everything has been stopped.
 */
export async function runStack(options: RunOptions): Promise<number> {
  const { progress, verbose } = options;
  const stopRequest = untilAskedToStop();
  let isStopping = false;
  let isReady = false;
  const stack = new Stack({
    onLine: (line) => {
      if (!isStopping && (verbose || isWorthShowing(line))) progress.log(line);
    },
  });
  const ports = new PortClaims();
  const launching = launchAll(stack, ports, {
    ...options,
    onReady: (...ready) => {
      isReady = true;
      options.onReady(...ready);
    },
  });
  try {
    const { reason, exitCode } = await Promise.race([
      stopRequest,
      stack.failure,
      launching.then(() => stopRequest),
    ]);
    progress.note(`\n${reason}: stopping.`);
    return isReady ? 0 : exitCode;
  } finally {
    isStopping = true;
    await stack.stop();
    await Promise.allSettled([launching]);
    ports.release();
  }
}

async function launchAll(stack: Stack, ports: PortClaims, options: RunOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-'));
  stack.removeAtEnd(folder);
  const variables = readEnvironment(ENV_FILE);
  const plan = await planStack(parseEnvironment(variables), ports);
  for (const file of ports.files) stack.removeAtEnd(file);
  const addresses = await launch(stack, plan, {
    withPlayground: options.playground,
    progress: options.progress,
    env: { ...withoutSecrets(variables), TMPDIR: folder },
  });
  options.onReady(addresses, performance.now());
}

/** What every part may see: each is given the secrets that it needs apart. */
function withoutSecrets(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { GOOGLE_API_KEY: _, LIVEKIT_API_KEY: _1, LIVEKIT_API_SECRET: _2, ...rest } = variables;
  return rest;
}
