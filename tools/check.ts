import { checkAudit } from './check/audit.ts';
import { listChecks } from './check/checks.ts';
import { checkLicences } from './check/licences.ts';
import { report } from './check/report.ts';
import { runTool, type ToolResult } from './check/run-tool.ts';
import { checkDirections } from './check/sources.ts';
import { checkClientPackage } from './package/check-package.ts';
import { ROOT } from '@bakebot/local-stack';

const HELP = `npm run check

Runs every static check, shows all that fails, and ends with 1 if anything did: format, lint, types, unused code,
manifests, which package imports which, licences and known weaknesses of what is deployed, and the
client as it would be published. "npm run fix" repairs what can be repaired automatically.`;

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
    { name: 'package of client', run: () => checkClientPackage(ROOT) },
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
