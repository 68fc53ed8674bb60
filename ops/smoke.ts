import { terminal } from './cli/terminal.ts';
import { Tools } from './cli/tools.ts';
import { runCommand } from './cli/usage.ts';
import { Redaction } from './cli/redaction.ts';
import { runSmoke, SMOKE_HELP } from './smoke/main.ts';
import { smokeTest } from './smoke/smoke-test.ts';

process.exit(
  await runCommand(SMOKE_HELP, () =>
    runSmoke(process.argv.slice(2), {
      environment: process.env,
      terminal,
      tools: new Tools({
        redaction: new Redaction(),
        // Standard output may be for a program to read: one line, with --json.
        onCommand: (line) => console.error(`> ${line}`),
      }),
      smoke: smokeTest,
    }),
  ),
);
