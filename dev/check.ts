import { styleText } from 'node:util';
import { checkAudit } from './check/audit.ts';
import { listChecks } from './check/checks.ts';
import { checkLicences } from './check/licences.ts';
import { runTool, type ToolResult } from './check/run-tool.ts';
import { checkDirections } from './check/sources.ts';
import { ROOT } from './root.ts';

const HELP = `npm run check

Runs every static check, shows all that fails, and ends with 1 if anything did: format, lint, types, unused code,
manifests, which package imports which, licences and known weaknesses of what is deployed. "npm run fix" repairs what can be repaired automatically.`;

process.exitCode = await check(process.argv.slice(2));

async function check(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.log(HELP);
    return args.every((argument) => ['--help', '-h'].includes(argument)) ? 0 : 2;
  }
  const checks = listChecks(ROOT).map(({ name, command, args: toolArgs }) => ({
    name,
    run: () => runTool(command, toolArgs),
  }));
  checks.push(
    { name: 'package directions', run: async () => judge(checkDirections(ROOT)) },
    { name: 'licences', run: async () => judge(checkLicences(ROOT)) },
    { name: 'audit (npm)', run: checkAudit },
  );
  let failures = 0;
  for (const { name, run } of checks) {
    // One after the other: the tools use all cores themselves.
    // oxlint-disable-next-line no-await-in-loop
    if (!(await report(name, run))) failures++;
  }
  if (failures > 0) console.log(`\n${failures} of ${checks.length} checks failed.`);
  return failures > 0 ? 1 : 0;
}

function judge(complaints: readonly string[]): ToolResult {
  return { passed: complaints.length === 0, output: complaints.join('\n') };
}

async function report(name: string, run: () => Promise<ToolResult>): Promise<boolean> {
  const start = performance.now();
  const { passed, output, note = '' } = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5);
  const mark = passed ? styleText('green', '✓') : styleText('red', '✗');
  console.log(`${mark} ${name.padEnd(30)}${seconds} s  ${note}`.trimEnd());
  if (!passed) console.log(`${output.replaceAll(/^/gm, '    ')}\n`);
  return passed;
}
