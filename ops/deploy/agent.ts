import { fail, ok, type Finding } from '../../tools/doctor/finding.ts';
import { agentConfigFile, readAgentConfig } from '../livekit/agent-config.ts';
import { DeployedAgent } from '../livekit/deployed-agent.ts';
import { REQUIRED_AGENT_SECRETS } from '../secrets/names.ts';
import { DEPLOY_OPTIONS_HELP, parseDeployOptions, type DeployOptions } from './options.ts';
import { judge, judgeSecrets, judgeTests, judgeTree, passPreflight } from './preflight.ts';
import { goBack, mayGoAhead, showChanges, trySmokeTest, type DeployDeps } from './release.ts';

export const DEPLOY_AGENT_HELP = `npm run deploy:agent -- --env staging|production --url URL [options]

Releases the agent to LiveKit Cloud, which builds the Dockerfile: looks whether it may, shows what is new, asks, deploys,
and tests. Users of the version before are handed over to the new one.

${DEPLOY_OPTIONS_HELP}

Ends with 0 when users are served, 1 when not, 2 for a mistake on the command line.`;

/** @throws {UsageError} */
export async function deployAgent(args: readonly string[], deps: DeployDeps): Promise<number> {
  const options = parseDeployOptions(args, deps.environment);
  if (!options) {
    deps.terminal.line(DEPLOY_AGENT_HELP);
    return 0;
  }
  const agent = new DeployedAgent(deps.tools, options.environment);
  if (!(await passPreflight(preflight(options, agent, deps), deps.terminal))) return 1;

  const previous = await agent.currentVersion();
  await showChanges(deps, previous?.commit);
  if (!(await mayGoAhead(options, deps.terminal))) return options.dryRun ? 0 : 1;

  await agent.deploy();
  deps.terminal.line('\nA smoke test, as a user:');
  if (await trySmokeTest(deps, { url: options.url, session: options.session })) return 0;
  return goBack(deps, 'agent', options, previous?.version);
}

function preflight(
  options: DeployOptions,
  agent: DeployedAgent,
  { root, environment, tools }: DeployDeps,
) {
  const howToLogIn = 'Run: lk cloud auth. Several projects: lk project set-default NAME';
  return [
    async () => judgeConfig(options, root, environment['LIVEKIT_URL']),
    // lk refuses when the project that it is logged in to is not that of livekit.toml.
    () => judge('login', 'to the project', howToLogIn, () => agent.requireAccess()),
    async () => judgeSecrets(REQUIRED_AGENT_SECRETS, await agent.secretNames().catch(() => [])),
    () => judgeTree(tools),
    () => judgeTests(tools, options.skipTests),
  ];
}

function judgeConfig(
  { environment }: DeployOptions,
  root: string,
  livekitUrl: string | undefined,
): Finding {
  const file = agentConfigFile(environment);
  const { project, agent } = readAgentConfig(root, environment);
  if (project.subdomain && agent.id) {
    // lk takes the project from LIVEKIT_URL where that is set, as in CI.
    const isOther =
      livekitUrl && URL.parse(livekitUrl)?.hostname.split('.')[0] !== project.subdomain;
    if (!isOther) return ok('config', `${file}: ${agent.id} of ${project.subdomain}`);
    const words = `${file} is for ${project.subdomain}, LIVEKIT_URL for another project`;
    return fail('config', words, 'Unset LIVEKIT_URL, or set that of this environment.');
  }
  const remedy = `Fill in the subdomain, then: lk agent create --config ${file}`;
  return fail('config', `${file}: subdomain or agent id is empty`, remedy);
}
