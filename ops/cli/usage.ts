import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The command line cannot be understood. */
export class UsageError extends Error {
  override name = 'UsageError' as const;
  readonly code = 'usage';
}

/** `parseArgs`, with mistakes as a `UsageError`. */
export function parseCommandLine<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The environments that wrangler.toml and the livekit.*.toml files know. */
export const ENVIRONMENTS = ['staging', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** @throws {UsageError} when it is missing or unknown: no command guesses which environment is meant. */
export function parseEnvironment(name: string | undefined): Environment {
  const environment = ENVIRONMENTS.find((known) => known === name);
  if (!environment)
    throw new UsageError(`Say which environment: --env ${ENVIRONMENTS.join(' or ')}`);
  return environment;
}

/**
 * Runs a command to its exit code: 0 done, 1 failed, 2 not understood. Expected failures end in one line, without a
 * stack, because they say themselves what to do.
 */
export async function runCommand(help: string, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${help}`);
      return 2;
    }
    if (error instanceof Error && 'code' in error) console.error(error.message);
    else console.error(error);
    return 1;
  }
}
