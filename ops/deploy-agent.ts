import { terminal } from './cli/terminal.ts';
import { ROOT, Tools } from './cli/tools.ts';
import { runCommand } from './cli/usage.ts';
import { DEPLOY_AGENT_HELP, deployAgent } from './deploy/agent.ts';
import { Redaction } from './cli/redaction.ts';
import { smokeTest } from './smoke/smoke-test.ts';

process.exit(
  await runCommand(DEPLOY_AGENT_HELP, () =>
    deployAgent(process.argv.slice(2), {
      root: ROOT,
      environment: process.env,
      terminal,
      tools: new Tools({
        redaction: new Redaction(),
        onCommand: (line) => terminal.line(`> ${line}`),
      }),
      smoke: smokeTest,
    }),
  ),
);
