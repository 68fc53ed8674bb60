import { join } from 'node:path';
import { terminal } from './cli/terminal.ts';
import { ROOT, Tools } from './cli/tools.ts';
import { runCommand } from './cli/usage.ts';
import { runSecrets, SECRETS_HELP } from './secrets/main.ts';
import { Redaction } from './cli/redaction.ts';
import { smokeTest } from './smoke/smoke-test.ts';

const redaction = new Redaction();

process.exit(
  await runCommand(SECRETS_HELP, () =>
    runSecrets(process.argv.slice(2), {
      root: ROOT,
      environment: process.env,
      terminal,
      tools: new Tools({ redaction, onCommand: (line) => terminal.line(`  > ${line}`) }),
      redaction,
      smoke: smokeTest,
      now: Date.now,
      journalFolder: join(ROOT, '.ops'),
    }),
  ),
);
