import { runTool } from './run-checks.ts';
import { BINDING_TYPES } from './static-checks.ts';

// The formatter comes last, because the linter and sherif rewrite files.
const FIXES = [
  ['wrangler', ...BINDING_TYPES],
  ['oxlint', '--fix', '--quiet'],
  ['sherif', '--fix', '--no-install'],
  ['oxfmt'],
] as const;

for (const [command, ...args] of FIXES) {
  const { passed, output } = await runTool(command, args);
  console.log(`${passed ? '✓' : '✗'} ${[command, ...args].join(' ')}`);
  if (passed) continue;
  console.log(output);
  process.exitCode = 1;
}
