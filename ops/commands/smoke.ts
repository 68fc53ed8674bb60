import { parseCommandLine, parseEnvironment, UsageError } from '../cli/command-line.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { Tools } from '../cli/tools.ts';
import {
  RELEASABLES,
  rollBack,
  rollbackInstructions,
  type Releasable,
} from '../deploy/rollback.ts';
import { chooseSessionSource } from '../smoke/session.ts';
import { SmokeError, type SmokeTest, type SmokeTestOptions, type Step } from '../smoke/step.ts';

export const SMOKE_HELP = `npm run smoke -- --url https://token.example.com [options]

Uses a deployment as a user does: signs in, requests a token, joins, waits for the agent, types a question, leaves.
Exit codes: 0 the agent answered, 1 a step failed, 2 usage error.

  --url URL                 the token service
  --sign-in URL             a sign-in that answers POST {"sub"} with {"token"}. Without it, from the environment:
                            SESSION_JWT, or SESSION_SECRET with SESSION_ISSUER and SESSION_AUDIENCE
  --env staging|production  the environment to roll back
  --rollback worker|agent   on failure, rolls back to the previous version
  --worker NAME --version ID
                            tests this version of the Worker, even one at 0 % of the traffic
  --json                    prints one line of JSON at the end, instead of a line for each step`;

const OPTIONS = {
  url: { type: 'string' },
  'sign-in': { type: 'string' },
  env: { type: 'string' },
  rollback: { type: 'string' },
  worker: { type: 'string' },
  version: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Where to look for the cause, by failed step. */
const REMEDIES: Readonly<Record<Step, string>> = {
  session: 'Check your sign-in, or the secret that signs the session of this test.',
  token: 'The token service: docs/token-service.md, "What can go wrong". Its log has the request.',
  join: 'Is the LiveKit project up, and does it have this key pair? docs/runbooks/rotate-secrets.md',
  agent: 'No agent accepted the job: docs/runbooks/agent-does-not-join.md',
  turn: 'The agent joined and did not answer: docs/runbooks/vendor-outage.md',
  leave: 'The conversation worked; disconnecting failed.',
};

export interface SmokeContext {
  environment: NodeJS.ProcessEnv;
  terminal: Terminal;
  tools: Tools;
  smoke: SmokeTest;
}

type Result = { ok: boolean; steps: Record<string, number>; failed?: Step; reason?: string };

/** @throws {UsageError} */
export async function runSmoke(args: readonly string[], context: SmokeContext): Promise<number> {
  const { values } = parseCommandLine(args, OPTIONS);
  const rollback = parseRollback(values.rollback);
  const environment = values.env || rollback ? parseEnvironment(values.env) : undefined;
  const options = parseTarget(values, context.environment);
  const result: Result = { ok: true, steps: {} };
  const print = (text: string): void => {
    if (!values.json) context.terminal.line(text);
  };
  try {
    await context.smoke(options, ({ step, ms, detail }) => {
      result.steps[step] = Math.round(ms);
      print(`✓ ${step.padEnd(9)}${seconds(ms)}  ${detail}`.trimEnd());
    });
  } catch (error) {
    if (!(error instanceof SmokeError)) throw error;
    Object.assign(result, { ok: false, failed: error.step, reason: error.message });
    print(`✗ ${error.step.padEnd(9)}${error.message}\n  ${REMEDIES[error.step]}`);
  }
  if (values.json) context.terminal.line(JSON.stringify(result));
  if (result.ok) return 0;
  if (rollback && environment) {
    await rollBack(context.tools, rollback, environment);
    print(`\nRolled the ${rollback} back in ${environment}. Run the smoke test again.`);
  } else print(`\n${rollbackInstructions(environment ?? 'production')}`);
  return 1;
}

function parseTarget(
  { url, worker, version, 'sign-in': signIn }: Record<string, string | boolean | undefined>,
  environment: NodeJS.ProcessEnv,
): SmokeTestOptions {
  if (typeof url !== 'string' || !URL.canParse(url))
    throw new UsageError('Missing --url https://…');
  if ((worker === undefined) !== (version === undefined)) {
    throw new UsageError('--worker and --version require each other.');
  }
  return {
    url,
    session: chooseSessionSource(typeof signIn === 'string' ? signIn : undefined, environment),
    ...(typeof worker === 'string' &&
      typeof version === 'string' && { version: { worker, id: version } }),
  };
}

function parseRollback(name: string | undefined): Releasable | undefined {
  if (name === undefined) return undefined;
  const released = RELEASABLES.find((known) => known === name);
  if (!released) throw new UsageError(`--rollback accepts ${RELEASABLES.join(' or ')}.`);
  return released;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2).padStart(6)} s`;
}
