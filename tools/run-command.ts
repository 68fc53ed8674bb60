/**
 * Runs one of the commands of tools/bootstrap.mjs and resolves with its exit code: 2 for a usage error, else the command's
 * own. `run` reports a usage error by letting `parseArgs` throw.
 */
export async function runCommand(
  help: string,
  run: (args: string[]) => Promise<number>,
  args = process.argv.slice(2),
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(help);
    return 0;
  }
  try {
    return await run(args);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    console.error(`${error.message}\n\n${help}`);
    return 2;
  }
}

function isUsageError(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return String(error.code).startsWith('ERR_PARSE_ARGS_');
}
