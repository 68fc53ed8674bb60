import { styleText } from 'node:util';
import { configuredModels } from '@bakebot/agent/configured-models';
import { checkVendorAccess } from '@bakebot/agent/vendor-access';
import {
  ENV_FILE,
  isWorthShowing,
  parseEnvironment,
  type Progress,
  readEnvironment,
  type StackAddresses,
  startLocalStack,
} from '@bakebot/local-stack';
import { untilShutdownSignal } from './shutdown-signal.ts';

/** Gemini's first word takes about this long; the emulator's would be there at once. In ms. */
const GEMINI_EMULATOR_FIRST_WORD_MS = '700';

export interface RunOptions {
  playground: boolean;
  verbose: boolean;
  progress: Progress;
  onReady: (addresses: StackAddresses, elapsedMs: number) => void;
}

/**
 * Runs the local stack until a signal stops it, and leaves no process, port or file behind.
 *
 * @returns the exit code: 0 once all services were ready, else the signal's
 * @throws the stack's failure, after all services have been stopped
 */
export async function runUntilStopped(options: RunOptions): Promise<number> {
  const { playground, progress, verbose, onReady } = options;
  const shutdown = untilShutdownSignal();
  const variables = readEnvironment(ENV_FILE);
  const environment = parseEnvironment(variables);
  const told = new Set<string>();
  void tellProblems(variables, (sentence) => {
    told.add(sentence);
    progress.note(styleText('red', `✗ ${sentence}`));
  });
  let isStopping = false;
  let isReady = false;
  const stack = startLocalStack({
    environment,
    env: { GEMINI_EMULATOR_FIRST_WORD_MS, ...withoutSecrets(variables) },
    playground,
    progress,
    onLine: (line) => {
      // The agent asks the vendors, too.
      const isTold = [...told].some((sentence) => line.text.includes(sentence));
      if (!isStopping && (verbose || (isWorthShowing(line) && !isTold))) progress.log(line);
    },
  });
  const ready = stack.ready.then((addresses) => {
    isReady = true;
    onReady(addresses, performance.now());
    return shutdown;
  });
  try {
    const { reason, exitCode } = await Promise.race([shutdown, stack.failure, ready]);
    progress.note(`\n${reason}: stopping.`);
    return isReady ? 0 : exitCode;
  } finally {
    isStopping = true;
    await stack.stop();
  }
}

/** Asks the vendors whether the keys are good, while the services start. Takes at most 4 s. */
async function tellProblems(
  variables: NodeJS.ProcessEnv,
  tell: (sentence: string) => void,
): Promise<void> {
  const results = await checkVendorAccess(configuredModels(variables), variables);
  new Set(results.flatMap(({ sentence }) => sentence ?? [])).forEach(tell);
}

/** Each secret goes only to the services that need it. */
function withoutSecrets(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...variables,
    GOOGLE_API_KEY: undefined,
    LIVEKIT_API_KEY: undefined,
    LIVEKIT_API_SECRET: undefined,
  };
}
