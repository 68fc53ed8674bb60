import { fail, ok, type Finding } from '../../tools/doctor/finding.ts';
import { readWorkerConfig, type WorkerConfig } from '../cloudflare/worker-config.ts';
import { DeployedWorker } from '../cloudflare/worker.ts';
import { refuseSharedFile } from '../secrets/values.ts';
import { DEPLOY_OPTIONS_HELP, parseDeployOptions, type DeployOptions } from './options.ts';
import { judge, judgeSecrets, judgeTests, judgeTree, passPreflight } from './preflight.ts';
import {
  goBack,
  headCommit,
  mayGoAhead,
  showChanges,
  trySmokeTest,
  type DeployDeps,
} from './release.ts';

export const DEPLOY_WORKER_HELP = `npm run deploy:worker -- --env staging|production --url URL [options]

Releases the token service: looks whether it may, shows what is new, asks, uploads a version, tests it while nobody
gets it, gives it all the traffic, and tests again. The first deployment, and one with --at-once, serves at once.

${DEPLOY_OPTIONS_HELP}
  --secrets-file FILE        secrets for the first deployment, in a file that only you can read
  --at-once                  without the test at 0 %: for a change of Durable Objects, which Cloudflare wants so

Ends with 0 when users are served, 1 when not, 2 for a mistake on the command line.`;

/** How much of a commit's name marks a version. */
const TAG_LENGTH = 12;

/** @throws {UsageError} */
export async function deployWorker(args: readonly string[], deps: DeployDeps): Promise<number> {
  const options = parseDeployOptions(args, deps.environment);
  if (!options) {
    deps.terminal.line(DEPLOY_WORKER_HELP);
    return 0;
  }
  const config = readWorkerConfig(deps.root, options.environment);
  const worker = new DeployedWorker(deps.tools, options.environment);
  if (options.secretsFile) refuseSharedFile(options.secretsFile);
  if (!(await passPreflight(preflight(options, config, worker, deps), deps.terminal))) return 1;

  const previous = await worker.currentVersion().catch(() => undefined);
  const deployed = (await (previous ? worker.versions() : [])).find(({ id }) => id === previous);
  await showChanges(deps, deployed?.tag);
  if (!(await mayGoAhead(options, deps.terminal))) return options.dryRun ? 0 : 1;

  const commit = (await headCommit(deps.tools)).slice(0, TAG_LENGTH);
  const { url, session } = options;
  if (previous && !options.atOnce) {
    const id = await worker.upload(commit, 'deploy:worker');
    await worker.split(previous, id);
    deps.terminal.line('\nA smoke test of the new version, which nobody gets yet:');
    const version = { worker: config.worker, id };
    if (!(await trySmokeTest(deps, { url, session, version }))) {
      await worker.split(previous);
      deps.terminal.line('\nIt is not released: everybody has what they had.');
      return 1;
    }
    await worker.split(id);
  } else {
    await worker.deploy(commit, 'deploy:worker', options.secretsFile);
  }
  deps.terminal.line('\nA smoke test, as a user:');
  if (await trySmokeTest(deps, { url, session })) return 0;
  return goBack(deps, 'worker', options, previous);
}

function preflight(
  options: DeployOptions,
  config: WorkerConfig,
  worker: DeployedWorker,
  { tools }: DeployDeps,
) {
  return [
    () => judge('login', 'to Cloudflare', 'Run: npx wrangler login', () => worker.requireLogin()),
    async () => judgeConfig(options, config),
    () => judgeWorkerSecrets(options, config, worker),
    () => judgeTree(tools),
    () => judgeTests(tools, options.skipTests),
  ];
}

function judgeConfig({ environment }: DeployOptions, config: WorkerConfig): Finding {
  const empty = ['SESSION_ISSUER', 'SESSION_AUDIENCE'].filter((name) => !config.variables[name]);
  if (empty.length > 0) {
    const remedy = `Fill them in under [env.${environment}.vars].`;
    return fail('config', `wrangler.toml: ${empty.join(', ')} empty`, remedy);
  }
  return config.isReachable
    ? ok('config', `wrangler.toml: ${config.worker}`)
    : fail('config', 'wrangler.toml: no route', `Add "routes" to [env.${environment}].`);
}

async function judgeWorkerSecrets(
  { secretsFile }: DeployOptions,
  { requiredSecrets }: WorkerConfig,
  worker: DeployedWorker,
): Promise<Finding> {
  // wrangler itself refuses a file that lacks one.
  if (secretsFile) return ok('secrets', `from ${secretsFile}`);
  const names = await worker.secretNames().catch(() => []);
  return judgeSecrets(requiredSecrets, names);
}
