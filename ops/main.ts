import { join } from 'node:path';
import { ROOT } from '@bakebot/local-stack';
import { runCommand, type Command } from './cli/command-line.ts';
import { Redaction } from './cli/redaction.ts';
import { terminal } from './cli/terminal.ts';
import { Tools } from './cli/tools.ts';
import { DEPLOY_AGENT_HELP, deployAgent } from './commands/deploy-agent.ts';
import { DEPLOY_WORKER_HELP, deployWorker } from './commands/deploy-worker.ts';
import { IMAGE_PROVE_HELP, proveImage } from './commands/image-prove.ts';
import { runSecrets, SECRETS_HELP, type SecretsContext } from './commands/secrets.ts';
import { runSmoke, SMOKE_HELP } from './commands/smoke.ts';
import type { SmokeTest } from './smoke/step.ts';

/** The operators' commands: `npm run NAME` runs this file with NAME and the command's own arguments. */
const COMMANDS = {
  smoke: { help: SMOKE_HELP, run: runSmoke },
  secrets: { help: SECRETS_HELP, run: runSecrets },
  'deploy:worker': { help: DEPLOY_WORKER_HELP, run: deployWorker },
  'deploy:agent': { help: DEPLOY_AGENT_HELP, run: deployAgent },
  'image:prove': { help: IMAGE_PROVE_HELP, run: proveImage },
} satisfies Record<string, Command<SecretsContext>>;

/**
 * @livekit/rtc-node creates a logger when it is imported that writes debug lines to standard output unless NODE_ENV is
 * `production`, and has no other switch (0.13.35, src/log.ts).
 */
const smoke: SmokeTest = async (options, onStep) => {
  process.env['NODE_ENV'] = 'production';
  const { runSmokeTest } = await import('./smoke/run-smoke-test.ts');
  await runSmokeTest(options, onStep);
};

const [name = '', ...args] = process.argv.slice(2);
const command: Command<SecretsContext> | undefined = Reflect.get(COMMANDS, name);
if (!command) throw new Error(`ops/main.ts has no command "${name}"`);
const redaction = new Redaction();
process.exit(
  await runCommand(command, args, {
    root: ROOT,
    environment: process.env,
    terminal,
    // Standard output is for the result, which may be JSON.
    tools: new Tools({ redaction, onCommand: (line) => console.error(`> ${line}`) }),
    redaction,
    smoke,
    now: Date.now,
    journalFolder: join(ROOT, '.ops'),
  }),
);
