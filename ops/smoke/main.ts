import { parseCommandLine, parseEnvironment, UsageError, type Environment } from '../cli/usage.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { Tools } from '../cli/tools.ts';
import { howToRollBack, RELEASED, rollBack, type Released } from './rollback.ts';
import { chooseSessionSource } from './session.ts';
import { SmokeError, type SmokeOptions, type SmokeTest, type Step } from './smoke-test.ts';

export const SMOKE_HELP = `npm run smoke -- --url https://token.example.com [options]

Does what a user does with what is deployed: gets a session and a token, joins, waits for the agent, asks, leaves.
Ends with 0 when the agent answered, 1 when it did not, 2 for a mistake on the command line.

  --url URL                 the token service
  --sign-in URL             where POST {"sub"} answers {"token"}. Without it, from the environment: SESSION_JWT, or
                            SESSION_SECRET with SESSION_ISSUER and SESSION_AUDIENCE
  --env staging|production  what to roll back
  --rollback worker|agent   on failure, goes back to the version before
  --worker NAME --version ID
                            tests this version of the Worker, even at 0 % of the traffic
  --json                    one line of JSON at the end, instead of a line for each step`;

const OPTIONS = {
  url: { type: 'string' },
  'sign-in': { type: 'string' },
  env: { type: 'string' },
  rollback: { type: 'string' },
  worker: { type: 'string' },
  version: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Where to look, by the step that failed. */
const REMEDIES: Readonly<Record<Step, string>> = {
  session: 'Your sign-in, or the secret that this test signs with.',
  token: 'The token service: docs/token-service.md, "What can go wrong". Its log has the request.',
  join: 'LiveKit: is the project up, and is the key pair the one that LiveKit knows? docs/runbooks/rotate-secrets.md',
  agent: 'No agent took the job: docs/runbooks/agent-does-not-join.md',
  turn: 'The agent came and did not answer: docs/runbooks/vendor-outage.md',
  leave: 'The conversation worked; hanging up did not.',
};

export interface SmokeDeps {
  environment: NodeJS.ProcessEnv;
  terminal: Terminal;
  tools: Tools;
  smoke: SmokeTest;
}

type Result = { ok: boolean; steps: Record<string, number>; failed?: Step; reason?: string };

/** @throws {UsageError} */
export async function runSmoke(args: readonly string[], deps: SmokeDeps): Promise<number> {
  const { values } = parseCommandLine(args, OPTIONS);
  const { terminal } = deps;
  if (values.help) {
    terminal.line(SMOKE_HELP);
    return 0;
  }
  const rollback = parseRollback(values.rollback);
  const environment = values.env || rollback ? parseEnvironment(values.env) : undefined;
  const options = parseTarget(values, deps.environment);
  const result: Result = { ok: true, steps: {} };
  try {
    await deps.smoke(options, ({ step, ms, detail }) => {
      result.steps[step] = Math.round(ms);
      if (!values.json) terminal.line(`✓ ${step.padEnd(9)}${seconds(ms)}  ${detail}`.trimEnd());
    });
  } catch (error) {
    if (!(error instanceof SmokeError)) throw error;
    Object.assign(result, { ok: false, failed: error.step, reason: error.message });
    if (!values.json)
      terminal.line(`✗ ${error.step.padEnd(9)}${error.message}\n  ${REMEDIES[error.step]}`);
  }
  if (values.json) terminal.line(JSON.stringify(result));
  if (result.ok) return 0;
  if (rollback && environment) await goBack(deps, rollback, environment, values.json !== true);
  else if (!values.json) terminal.line(`\nTo roll back:\n${howToRollBack(environment)}`);
  return 1;
}

async function goBack(
  { tools, terminal }: SmokeDeps,
  released: Released,
  environment: Environment,
  isTold: boolean,
): Promise<void> {
  await rollBack(tools, released, environment);
  if (isTold) terminal.line(`\nRolled the ${released} back in ${environment}. Test it again.`);
}

function parseTarget(
  { url, worker, version, 'sign-in': signIn }: Record<string, string | boolean | undefined>,
  environment: NodeJS.ProcessEnv,
): SmokeOptions {
  if (typeof url !== 'string' || !URL.canParse(url))
    throw new UsageError('Say where: --url https://…');
  if ((worker === undefined) !== (version === undefined)) {
    throw new UsageError('--worker and --version belong together.');
  }
  return {
    url,
    session: chooseSessionSource(typeof signIn === 'string' ? signIn : undefined, environment),
    ...(typeof worker === 'string' &&
      typeof version === 'string' && { version: { worker, id: version } }),
  };
}

function parseRollback(name: string | undefined): Released | undefined {
  if (name === undefined) return undefined;
  const released = RELEASED.find((known) => known === name);
  if (!released) throw new UsageError(`--rollback takes one of ${RELEASED.join(', ')}`);
  return released;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2).padStart(6)} s`;
}
