import {
  parseCommandLine,
  parseEnvironment,
  UsageError,
  type Environment,
} from '../cli/command-line.ts';
import { chooseSessionSource, type SessionSource } from '../smoke/session.ts';

/** The options that both deploy commands accept. */
export const DEPLOY_OPTIONS_HELP = `  --env staging|production   the target
  --url URL                  the token service, for the smoke test
  --sign-in URL              a sign-in for the smoke test; without it SESSION_JWT or SESSION_SECRET, from the environment
  --rollback                 rolls back when the smoke test fails
  --skip-tests               skips check and tests, for a commit that has passed them, in CI for instance
  --yes                      answers yes to the question before the release
  --dry-run                  runs the checks and releases nothing`;

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

/** @throws {UsageError} @throws when the smoke test would have no session, which is better known before the release. */
export function parseDeployOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): DeployOptions {
  const { values, positionals } = parseCommandLine(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError(`Unknown argument: ${positionals.join(' ')}`);
  if (!values.url || !URL.canParse(values.url)) throw new UsageError('Missing --url https://…');
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
