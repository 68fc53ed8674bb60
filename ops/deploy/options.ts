import { parseCommandLine, parseEnvironment, UsageError, type Environment } from '../cli/usage.ts';
import { chooseSessionSource, type SessionSource } from '../smoke/session.ts';

/** What both deploy commands take. */
export const DEPLOY_OPTIONS_HELP = `  --env staging|production   where
  --url URL                  the token service that the smoke test asks
  --sign-in URL              a session for it; else SESSION_JWT, or SESSION_SECRET, from the environment
  --rollback                 goes back by itself when the smoke test fails
  --skip-tests               the tests of this commit have passed, in CI for instance
  --yes                      does not ask
  --dry-run                  looks at everything and changes nothing`;

const OPTIONS = {
  env: { type: 'string' },
  url: { type: 'string' },
  'sign-in': { type: 'string' },
  'secrets-file': { type: 'string' },
  'at-once': { type: 'boolean' },
  rollback: { type: 'boolean' },
  'skip-tests': { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export interface DeployOptions {
  environment: Environment;
  url: string;
  session: SessionSource;
  secretsFile: string | undefined;
  atOnce: boolean;
  rollback: boolean;
  skipTests: boolean;
  yes: boolean;
  dryRun: boolean;
}

/**
 * Reads the command line; undefined when only help was asked for.
 *
 * @throws {UsageError} also when there is no session to test with: better now than after the release.
 */
export function parseDeployOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): DeployOptions | undefined {
  const { values, positionals } = parseCommandLine(args, OPTIONS);
  if (values.help) return undefined;
  if (positionals.length > 0) throw new UsageError(`There is no "${positionals.join(' ')}".`);
  if (!values.url || !URL.canParse(values.url)) {
    throw new UsageError('Say which token service the smoke test asks: --url');
  }
  return {
    environment: parseEnvironment(values.env),
    url: values.url,
    session: chooseSessionSource(values['sign-in'], environment),
    secretsFile: values['secrets-file'],
    atOnce: values['at-once'] === true,
    rollback: values.rollback === true,
    skipTests: values['skip-tests'] === true,
    yes: values.yes === true,
    dryRun: values['dry-run'] === true,
  };
}
