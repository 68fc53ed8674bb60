import { fail, ok, type Finding } from '../../tools/doctor/finding.ts';
import { readWorkerConfig, type WorkerConfig } from '../cloudflare/worker-config.ts';
import { DeployedWorker } from '../cloudflare/deployed-worker.ts';
import { DEPLOY_OPTIONS_HELP, parseDeployOptions, type DeployOptions } from '../deploy/options.ts';
import {
  checkResolves,
  checkSecrets,
  checkTests,
  checkTree,
  passesPreflight,
  type Preflight,
} from '../deploy/preflight.ts';
import {
  confirmRelease,
  handleFailedRelease,
  headCommit,
  passesSmokeTest,
  showChanges,
  type DeployContext,
} from '../deploy/release.ts';
import { requirePrivateFile } from '../secrets/values.ts';

export const DEPLOY_WORKER_HELP = `npm run deploy:worker -- --env staging|production --url URL [options]

Releases the token service: runs checks, lists the new commits, asks, uploads a version, runs the smoke test against it at
0 % of the traffic, routes all traffic to it and runs the smoke test again. The first deployment, and one with --at-once,
gets all traffic immediately.

${DEPLOY_OPTIONS_HELP}
  --secrets-file FILE        secrets for the first deployment; only you may be able to read the file
  --at-once                  skips the test at 0 %, which Cloudflare does not allow for Durable Object migrations

Exit codes: 0 the smoke test passed, 1 it failed or nothing was released, 2 usage error.`;

/** Length of the abbreviated commit that tags a version. */
const TAG_LENGTH = 12;

/** @throws {UsageError} */
export async function deployWorker(
  args: readonly string[],
  context: DeployContext,
): Promise<number> {
  const options = parseDeployOptions(args, context.environment);
  const config = readWorkerConfig(context.root, options.environment);
  const worker = new DeployedWorker(context.tools, options.environment);
  if (options.secretsFile) requirePrivateFile(options.secretsFile);
  const checks = preflight(options, config, worker, context);
  if (!(await passesPreflight(checks, context.terminal))) return 1;

  const previous = await worker.currentVersion().catch(() => undefined);
  const deployed = (await (previous ? worker.versions() : [])).find(({ id }) => id === previous);
  await showChanges(context, deployed?.tag);
  if (!(await confirmRelease(options, context.terminal))) return options.dryRun ? 0 : 1;

  const tag = (await headCommit(context.tools)).slice(0, TAG_LENGTH);
  const { url, session } = options;
  if (previous && !options.atOnce) {
    const id = await worker.upload(tag, 'deploy:worker');
    await worker.routeTraffic(previous, id);
    context.terminal.line('\nSmoke test of the new version, at 0 % of the traffic:');
    const version = { worker: config.worker, id };
    if (!(await passesSmokeTest(context, { url, session, version }))) {
      await worker.routeTraffic(previous);
      context.terminal.line('\nThe new version was not released.');
      return 1;
    }
    await worker.routeTraffic(id);
  } else {
    await worker.deploy(tag, 'deploy:worker', options.secretsFile);
  }
  context.terminal.line('\nSmoke test:');
  if (await passesSmokeTest(context, { url, session })) return 0;
  return handleFailedRelease(context, 'worker', options, previous);
}

function preflight(
  options: DeployOptions,
  config: WorkerConfig,
  worker: DeployedWorker,
  { tools }: DeployContext,
): Preflight[] {
  const howToLogIn = 'Run: npx wrangler login';
  return [
    () => checkResolves('login', 'to Cloudflare', howToLogIn, () => worker.requireLogin()),
    async () => checkConfig(options, config),
    () => checkWorkerSecrets(options, config, worker),
    () => checkTree(tools),
    () => checkTests(tools, options.skipTests),
  ];
}

function checkConfig({ environment }: DeployOptions, config: WorkerConfig): Finding {
  const hasAudience = config.variables['SESSION_AUDIENCE_CLAIM'] !== 'none';
  const needed = ['SESSION_ISSUER', ...(hasAudience ? ['SESSION_AUDIENCE'] : [])];
  const empty = needed.filter((name) => !config.variables[name]);
  if (empty.length > 0) {
    const remedy = `Fill them in under [env.${environment}.vars].`;
    return fail('config', `wrangler.toml: ${empty.join(', ')} empty`, remedy);
  }
  return config.isReachable
    ? ok('config', `wrangler.toml: ${config.worker}`)
    : fail('config', 'wrangler.toml: no route', `Add "routes" to [env.${environment}].`);
}

async function checkWorkerSecrets(
  { secretsFile }: DeployOptions,
  { requiredSecrets }: WorkerConfig,
  worker: DeployedWorker,
): Promise<Finding> {
  // wrangler rejects a file without a required secret.
  if (secretsFile) return ok('secrets', `from ${secretsFile}`);
  const names = await worker.secretNames().catch(() => []);
  return checkSecrets(requiredSecrets, names);
}
