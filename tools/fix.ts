import { parseArgs } from 'node:util';
import { runCommand } from './run-command.ts';
import { runTool } from './run-checks.ts';
import { BINDING_TYPES } from './static-checks.ts';

const HELP = `npm run fix

Repairs what can be repaired automatically: types of bindings, lint, manifests, format. Ends with 1 if a tool fails.`;

// The formatter comes last, because the linter and sherif rewrite files.
const FIXES = [
  ['wrangler', ...BINDING_TYPES],
  ['oxlint', '--fix', '--quiet'],
  ['sherif', '--fix', '--no-install'],
  ['oxfmt'],
] as const;

process.exitCode = await runCommand(HELP, fix);

async function fix(args: string[]): Promise<number> {
  parseArgs({ args });
  let failures = 0;
  for (const [command, ...toolArgs] of FIXES) {
    const { passed, output } = await runTool(command, toolArgs);
    console.log(`${passed ? '✓' : '✗'} ${[command, ...toolArgs].join(' ')}`);
    if (passed) continue;
    failures++;
    console.log(output);
  }
  return failures > 0 ? 1 : 0;
}
