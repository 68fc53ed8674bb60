import { fail, ok, type Finding } from '../../tools/doctor/finding.ts';
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
  passesSmokeTest,
  showChanges,
  type DeployContext,
} from '../deploy/release.ts';
import { agentConfigFile, readAgentConfig } from '../livekit/agent-config.ts';
import { DeployedAgent } from '../livekit/deployed-agent.ts';
import { REQUIRED_AGENT_SECRETS } from '../secrets/names.ts';

export const DEPLOY_AGENT_HELP = `npm run deploy:agent -- --env staging|production --url URL [options]

Releases the agent to LiveKit Cloud, which builds the Dockerfile: runs checks, lists the new commits, asks, deploys and
runs the smoke test. Users of the previous version are handed over to the new one.

${DEPLOY_OPTIONS_HELP}

Exit codes: 0 the smoke test passed, 1 it failed or nothing was released, 2 usage error.`;

/** @throws {UsageError} */
export async function deployAgent(
  args: readonly string[],
  context: DeployContext,
): Promise<number> {
  const options = parseDeployOptions(args, context.environment);
  const agent = new DeployedAgent(context.tools, options.environment);
  if (!(await passesPreflight(preflight(options, agent, context), context.terminal))) return 1;

  const previous = await agent.currentVersion();
  await showChanges(context, previous?.commit);
  if (!(await confirmRelease(options, context.terminal))) return options.dryRun ? 0 : 1;

  await agent.deploy();
  context.terminal.line('\nSmoke test:');
  if (await passesSmokeTest(context, { url: options.url, session: options.session })) return 0;
  return handleFailedRelease(context, 'agent', options, previous?.version);
}

function preflight(
  options: DeployOptions,
  agent: DeployedAgent,
  { root, environment, tools }: DeployContext,
): Preflight[] {
  const howToLogIn = 'Run: lk cloud auth. With several projects: lk project set-default NAME';
  return [
    async () => checkConfig(options, root, environment['LIVEKIT_URL']),
    // lk fails when its current project is not that of livekit.toml.
    () => checkResolves('login', 'to the project', howToLogIn, () => agent.requireAccess()),
    async () => checkSecrets(REQUIRED_AGENT_SECRETS, await agent.secretNames().catch(() => [])),
    () => checkTree(tools),
    () => checkTests(tools, options.skipTests),
  ];
}

function checkConfig(
  { environment }: DeployOptions,
  root: string,
  livekitUrl: string | undefined,
): Finding {
  const file = agentConfigFile(environment);
  const { project, agent } = readAgentConfig(root, environment);
  if (!project.subdomain || !agent.id) {
    const remedy = `Fill in the subdomain, then run: lk agent create --config ${file}`;
    return fail('config', `${file}: subdomain or agent id is empty`, remedy);
  }
  // LIVEKIT_URL, which CI sets, decides lk's project.
  if (livekitUrl && URL.parse(livekitUrl)?.hostname.split('.')[0] !== project.subdomain) {
    const found = `${file} is for ${project.subdomain}, LIVEKIT_URL for another project`;
    return fail(
      'config',
      found,
      'Unset LIVEKIT_URL, or set it to the project of this environment.',
    );
  }
  return ok('config', `${file}: ${agent.id} of ${project.subdomain}`);
}
