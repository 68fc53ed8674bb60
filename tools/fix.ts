import { BINDING_TYPES } from './check/checks.ts';
import { runTool } from './check/run-tool.ts';

// Repairs in this order: what the linter and sherif rewrite is formatted last. What is left is for `npm run check`.
const FIXES = [
  ['wrangler', ...BINDING_TYPES],
  ['oxlint', '--fix', '--quiet'],
  ['sherif', '--fix', '--no-install'],
  ['oxfmt'],
] as const;

for (const [command, ...args] of FIXES) {
  // oxlint-disable-next-line no-await-in-loop
  const { passed, output } = await runTool(command, args);
  console.log(`${passed ? '✓' : '✗'} ${[command, ...args].join(' ')}`);
  if (!passed) {
    console.log(output);
    process.exitCode = 1;
  }
}
