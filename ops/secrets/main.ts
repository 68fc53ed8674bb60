import { writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseCommandLine, parseEnvironment, UsageError, type Environment } from '../cli/usage.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { Tools } from '../cli/tools.ts';
import { DeployedWorker } from '../cloudflare/worker.ts';
import { readWorkerConfig } from '../cloudflare/worker-config.ts';
import { DeployedAgent } from '../livekit/deployed-agent.ts';
import type { RotationContext } from '../rotation/context.ts';
import { googleKeyRotation } from '../rotation/google-key.ts';
import { Journal } from '../rotation/journal.ts';
import { livekitPairRotation } from '../rotation/livekit-pair.ts';
import { rotate, type RotationStep } from '../rotation/rotation.ts';
import { sessionSecretRotation } from '../rotation/session-secret.ts';
import { chooseSessionSource } from '../smoke/session.ts';
import type { SmokeTest } from '../smoke/smoke-test.ts';
import {
  AGENT_SECRETS,
  REQUIRED_AGENT_SECRETS,
  targetOf,
  WORKER_SECRETS,
  type Target,
} from './names.ts';
import { environmentFile } from './private-file.ts';
import type { Redaction } from '../cli/redaction.ts';
import { readSecretValues, type SecretValues } from './values.ts';

export const SECRETS_HELP = `npm run secrets -- COMMAND --env staging|production [options]

  list                      the names of the secrets that are set, and those that are missing
  set --values FILE         sets secrets of the Worker and the agent, at once
  generate NAME… --to FILE  makes random secrets, in a new file that only you can read
  rotate session --values FILE --url URL
                            FILE: SESSION_SECRET (the new one) and SESSION_SECRET_PREVIOUS (the one that is in use)
  rotate livekit --values FILE --url URL
                            FILE: LIVEKIT_URL, and the new LIVEKIT_API_KEY and LIVEKIT_API_SECRET
  rotate google --values FILE --url URL
                            FILE: GOOGLE_API_KEY (the new one)

FILE has NAME=value lines or a JSON object, and nobody else may read it (chmod 600); "-" is standard input. No secret is
ever passed on a command line, shown, or kept. A rotation that is interrupted, waits or needs you goes on when the same
command is run again; its file in .ops/ remembers what is done, and holds no secret.

  --url URL         the token service that the smoke tests ask
  --sign-in URL     a session for them; else SESSION_JWT from the environment
  --confirm STEP    says that you have done what a step asked of you
  --dry-run         shows what would be done, and does nothing

Ends with 0 when all is done, 3 when something is left for later, 1 when something failed.`;

const OPTIONS = {
  env: { type: 'string' },
  values: { type: 'string' },
  to: { type: 'string' },
  url: { type: 'string' },
  'sign-in': { type: 'string' },
  confirm: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const ROTATIONS: Readonly<Record<string, (context: RotationContext) => RotationStep[]>> = {
  session: sessionSecretRotation,
  livekit: livekitPairRotation,
  google: googleKeyRotation,
};

/** Something is left to do, later. */
const LATER = 3;

export interface SecretsDeps {
  /** The folder with wrangler.toml and the livekit.*.toml files. */
  root: string;
  environment: NodeJS.ProcessEnv;
  terminal: Terminal;
  tools: Tools;
  redaction: Redaction;
  smoke: SmokeTest;
  now: () => number;
  /** Where rotations remember what they have done. */
  journalFolder: string;
}

type Options = ReturnType<typeof parseCommandLine<typeof OPTIONS>>['values'];

/** @throws {UsageError} */
export async function runSecrets(args: readonly string[], deps: SecretsDeps): Promise<number> {
  const { values: options, positionals } = parseCommandLine(args, OPTIONS);
  const [command, ...rest] = positionals;
  if (options.help) {
    deps.terminal.line(SECRETS_HELP);
    return 0;
  }
  switch (command) {
    case 'list':
      return list(parseEnvironment(options.env), deps);
    case 'set':
      return set(parseEnvironment(options.env), await readValues(options, deps), options, deps);
    case 'generate':
      return generate(rest, options.to, deps);
    case 'rotate':
      return rotateSecret(rest[0] ?? '', options, deps);
    default:
      throw new UsageError(command ? `There is no "${command}".` : 'Say what to do.');
  }
}

async function list(
  environment: Environment,
  { root, terminal, tools }: SecretsDeps,
): Promise<number> {
  const { requiredSecrets } = readWorkerConfig(root, environment);
  const worker = await new DeployedWorker(tools, environment).secretNames();
  const agent = await new DeployedAgent(tools, environment).secretNames();
  const show = (
    target: Target,
    names: readonly string[],
    known: readonly string[],
    required: readonly string[],
  ) => {
    for (const name of new Set([...known, ...names])) {
      const missing = required.includes(name) ? 'MISSING' : 'not set';
      terminal.line(
        `${target.padEnd(8)}${name.padEnd(26)}${names.includes(name) ? 'set' : missing}`,
      );
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
  { terminal, tools }: SecretsDeps,
): Promise<number> {
  const unknown = Object.keys(values).filter((name) => !targetOf(name));
  if (unknown.length > 0) throw new UsageError(`Nobody knows ${unknown.join(', ')}.`);
  for (const target of ['worker', 'agent'] as const) {
    const own = Object.entries(values).filter(([name]) => targetOf(name) === target);
    if (own.length === 0) continue;
    const names = own.map(([name]) => name).join(', ');
    terminal.line(`${options['dry-run'] ? 'would set' : 'setting'} ${names} of the ${target}`);
    if (options['dry-run']) continue;
    const owner =
      target === 'worker'
        ? new DeployedWorker(tools, environment)
        : new DeployedAgent(tools, environment);
    await owner.setSecrets(Object.fromEntries(own));
  }
  return 0;
}

function generate(
  names: readonly string[],
  path: string | undefined,
  { terminal, redaction }: SecretsDeps,
): number {
  if (names.length === 0 || !path) throw new UsageError('Say which secrets, and --to which file.');
  const values = Object.fromEntries(
    names.map((name) => [name, randomBytes(32).toString('base64url')]),
  );
  Object.values(values).forEach((value) => redaction.add(value));
  writeFileSync(path, environmentFile(values), { mode: 0o600, flag: 'wx' });
  terminal.line(`${names.join(', ')} in ${path}. Keep it in your vault, then delete it.`);
  return 0;
}

async function rotateSecret(what: string, options: Options, deps: SecretsDeps): Promise<number> {
  const rotation = Object.hasOwn(ROTATIONS, what) ? ROTATIONS[what] : undefined;
  if (!rotation) throw new UsageError(`Say what to rotate: ${Object.keys(ROTATIONS).join(', ')}.`);
  const environment = parseEnvironment(options.env);
  if (!options.url) throw new UsageError('Say which token service the smoke tests ask: --url');
  const { terminal, tools, smoke, now } = deps;
  const journal = Journal.open(join(deps.journalFolder, `${environment}-${what}.json`), what);
  const values = await readValues(options, deps);
  const steps = rotation({
    worker: new DeployedWorker(tools, environment),
    workerConfig: readWorkerConfig(deps.root, environment),
    agent: new DeployedAgent(tools, environment),
    values,
    journal,
    terminal,
    smoke,
    url: options.url,
    session: () => chooseSessionSource(options['sign-in'], deps.environment),
    confirmed: options.confirm ?? [],
    now,
  });
  const dryRun = options['dry-run'] === true;
  journal.recognise(values);
  return (await rotate(steps, { journal, terminal, now, dryRun })) ? 0 : LATER;
}

function readValues(options: Options, { redaction }: SecretsDeps): Promise<SecretValues> {
  if (!options.values) throw new UsageError('Say where the secrets are: --values FILE (or - )');
  return readSecretValues(options.values, redaction);
}
