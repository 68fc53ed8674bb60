import { DEPLOY_WORKER_HELP, deployWorker } from './deploy/worker.ts';
import { runDeploy } from './deploy/run-deploy.ts';

process.exit(await runDeploy(DEPLOY_WORKER_HELP, deployWorker));
