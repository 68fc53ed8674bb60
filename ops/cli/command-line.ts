import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Terminal } from './terminal.ts';

/** The command line is not valid. */
export class UsageError extends Error {
  override name = 'UsageError' as const;
  readonly code = 'usage';
}

/** One of the operators' commands, such as `npm run smoke`. */
export interface Command<Context> {
  help: string;
  /**
   * Resolves with the exit code.
   *
   * @throws {UsageError}
   */
  run: (args: readonly string[], context: Context) => Promise<number>;
}

/**
 * Runs a command and resolves with its exit code: 0 done, 1 failed, 2 usage error, or the command's own. An error with a
 * `code` is expected and says what to do, so it is printed without its stack.
 */
export async function runCommand<Context extends { terminal: Terminal }>(
  { help, run }: Command<Context>,
  args: readonly string[],
  context: Context,
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    context.terminal.line(help);
    return 0;
  }
  try {
    return await run(args, context);
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

/** `parseArgs` that throws a `UsageError`. */
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

/** The environments of wrangler.toml and the livekit.*.toml files. */
export const ENVIRONMENTS = ['staging', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** @throws {UsageError} when the name is missing or unknown: there is no default environment. */
export function parseEnvironment(name: string | undefined): Environment {
  const environment = ENVIRONMENTS.find((known) => known === name);
  if (!environment) throw new UsageError(`Missing --env ${ENVIRONMENTS.join(' or --env ')}.`);
  return environment;
}
