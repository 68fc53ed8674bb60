import { DEPLOY_AGENT_HELP, deployAgent } from './deploy/agent.ts';
import { runDeploy } from './deploy/run-deploy.ts';

process.exit(await runDeploy(DEPLOY_AGENT_HELP, deployAgent));
