import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  parseCommandLine,
  parseEnvironment,
  UsageError,
  type Environment,
} from '../cli/command-line.ts';
import type { Redaction } from '../cli/redaction.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { Tools } from '../cli/tools.ts';
import { DeployedWorker } from '../cloudflare/deployed-worker.ts';
import { readWorkerConfig } from '../cloudflare/worker-config.ts';
import { DeployedAgent } from '../livekit/deployed-agent.ts';
import type { RotationContext } from '../rotation/context.ts';
import { googleKeyRotation } from '../rotation/google-key.ts';
import { Journal } from '../rotation/journal.ts';
import { livekitPairRotation } from '../rotation/livekit-pair.ts';
import { rotate, type RotationStep } from '../rotation/rotation.ts';
import { sessionSecretRotation } from '../rotation/session-secret.ts';
import {
  AGENT_SECRETS,
  ownerOf,
  REQUIRED_AGENT_SECRETS,
  WORKER_SECRETS,
  type SecretOwner,
} from '../secrets/names.ts';
import { readSecretValues, writePrivateFile, type SecretValues } from '../secrets/values.ts';
import { chooseSessionSource } from '../smoke/session.ts';
import type { SmokeTest } from '../smoke/step.ts';

export const SECRETS_HELP = `npm run secrets -- COMMAND --env staging|production [options]

  list                      lists the secrets that are set, and those that are missing
  set --values FILE         sets secrets of the Worker and the agent, effective immediately
  generate NAME… --to FILE  writes random secrets to a new file that only you can read
  rotate session --values FILE --url URL
                            FILE: SESSION_SECRET (the new one) and SESSION_SECRET_PREVIOUS (the current one)
  rotate livekit --values FILE --url URL
                            FILE: LIVEKIT_URL, and the new LIVEKIT_API_KEY and LIVEKIT_API_SECRET
  rotate google --values FILE --url URL
                            FILE: GOOGLE_API_KEY (the new one)

FILE contains NAME=value lines or a JSON object, and only you may be able to read it (chmod 600); "-" is standard input.
Secrets are never passed on a command line, printed or stored. Run an interrupted or waiting rotation again with the same
command: it continues where it stopped. Its journal in .ops/ lists the completed steps and contains no secret.

  --url URL         the token service, for the smoke tests
  --sign-in URL     a sign-in for the smoke tests; without it SESSION_JWT from the environment
  --confirm STEP    confirms that you have completed a manual step
  --dry-run         shows the steps and changes nothing

Exit codes: 0 done, 3 steps remain for later, 1 a step failed, 2 usage error.`;

const OPTIONS = {
  env: { type: 'string' },
  values: { type: 'string' },
  to: { type: 'string' },
  url: { type: 'string' },
  'sign-in': { type: 'string' },
  confirm: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
} as const;

const ROTATIONS: Readonly<Record<string, (context: RotationContext) => RotationStep[]>> = {
  session: sessionSecretRotation,
  livekit: livekitPairRotation,
  google: googleKeyRotation,
};

/** Exit code of a rotation that has to be continued later. */
const STEPS_REMAIN = 3;

export interface SecretsContext {
  /** The folder with wrangler.toml and the livekit.*.toml files. */
  root: string;
  environment: NodeJS.ProcessEnv;
  terminal: Terminal;
  tools: Tools;
  redaction: Redaction;
  smoke: SmokeTest;
  now: () => number;
  /** The folder for the journals of unfinished rotations. */
  journalFolder: string;
}

type Options = ReturnType<typeof parseCommandLine<typeof OPTIONS>>['values'];

/** @throws {UsageError} */
export async function runSecrets(
  args: readonly string[],
  context: SecretsContext,
): Promise<number> {
  const { values: options, positionals } = parseCommandLine(args, OPTIONS);
  const [command, ...rest] = positionals;
  switch (command) {
    case 'list':
      return list(parseEnvironment(options.env), context);
    case 'set':
      return set(
        parseEnvironment(options.env),
        await readValues(options, context),
        options,
        context,
      );
    case 'generate':
      return generate(rest, options.to, context);
    case 'rotate':
      return rotateSecret(rest[0] ?? '', options, context);
    default:
      throw new UsageError(command ? `Unknown command: ${command}` : 'Missing command.');
  }
}

async function list(
  environment: Environment,
  { root, terminal, tools }: SecretsContext,
): Promise<number> {
  const { requiredSecrets } = readWorkerConfig(root, environment);
  const worker = await new DeployedWorker(tools, environment).secretNames();
  const agent = await new DeployedAgent(tools, environment).secretNames();
  const show = (
    owner: SecretOwner,
    names: readonly string[],
    known: readonly string[],
    required: readonly string[],
  ) => {
    for (const name of new Set([...known, ...names])) {
      const absent = required.includes(name) ? 'MISSING' : 'not set';
      const state = names.includes(name) ? 'set' : absent;
      terminal.line(`${owner.padEnd(8)}${name.padEnd(26)}${state}`);
    }
    return required.every((name) => names.includes(name));
  };
  const isComplete = [
    show('worker', worker, WORKER_SECRETS, requiredSecrets),
    show('agent', agent, AGENT_SECRETS, REQUIRED_AGENT_SECRETS),
  ];
  return isComplete.every(Boolean) ? 0 : 1;
}

async function set(
  environment: Environment,
  values: SecretValues,
  options: Options,
  { terminal, tools }: SecretsContext,
): Promise<number> {
  const unknown = Object.keys(values).filter((name) => !ownerOf(name));
  if (unknown.length > 0) {
    const known = [...WORKER_SECRETS, ...AGENT_SECRETS].join(', ');
    throw new UsageError(`Unknown secret: ${unknown.join(', ')}. Known: ${known}.`);
  }
  for (const owner of ['worker', 'agent'] as const) {
    const own = Object.entries(values).filter(([name]) => ownerOf(name) === owner);
    if (own.length === 0) continue;
    const names = own.map(([name]) => name).join(', ');
    terminal.line(`${options['dry-run'] ? 'would set' : 'setting'} ${names} of the ${owner}`);
    if (options['dry-run']) continue;
    const deployed =
      owner === 'worker'
        ? new DeployedWorker(tools, environment)
        : new DeployedAgent(tools, environment);
    await deployed.setSecrets(Object.fromEntries(own));
  }
  return 0;
}

function generate(
  names: readonly string[],
  path: string | undefined,
  { terminal, redaction }: SecretsContext,
): number {
  if (names.length === 0) throw new UsageError('Missing names of the secrets to generate.');
  if (!path) throw new UsageError('Missing --to FILE.');
  const values = Object.fromEntries(
    names.map((name) => [name, randomBytes(32).toString('base64url')]),
  );
  Object.values(values).forEach((value) => redaction.add(value));
  writePrivateFile(path, values);
  terminal.line(`Wrote ${names.join(', ')} to ${path}. Copy it to your vault, then delete it.`);
  return 0;
}

async function rotateSecret(
  name: string,
  options: Options,
  context: SecretsContext,
): Promise<number> {
  const rotation = Object.hasOwn(ROTATIONS, name) ? ROTATIONS[name] : undefined;
  if (!rotation) {
    throw new UsageError(`Unknown rotation: ${name}. Known: ${Object.keys(ROTATIONS).join(', ')}.`);
  }
  const environment = parseEnvironment(options.env);
  if (!options.url) throw new UsageError('Missing --url https://…');
  const { terminal, tools, smoke, now } = context;
  const journal = Journal.open(join(context.journalFolder, `${environment}-${name}.json`), name);
  const values = await readValues(options, context);
  const steps = rotation({
    worker: new DeployedWorker(tools, environment),
    workerConfig: readWorkerConfig(context.root, environment),
    agent: new DeployedAgent(tools, environment),
    values,
    journal,
    terminal,
    smoke,
    url: options.url,
    session: () => chooseSessionSource(options['sign-in'], context.environment),
    confirmed: options.confirm ?? [],
    now,
  });
  const dryRun = options['dry-run'] === true;
  journal.requireSameSecrets(values);
  return (await rotate(steps, { journal, terminal, now, dryRun })) ? 0 : STEPS_REMAIN;
}

function readValues(options: Options, { redaction }: SecretsContext): Promise<SecretValues> {
  if (!options.values) throw new UsageError('Missing --values FILE (- for standard input).');
  return readSecretValues(options.values, redaction);
}
