import { parseArgs } from 'node:util';
import { ROOT } from '@bakebot/local-stack';
import { checkDocs } from './docs/check-docs.ts';
import { checkClientPackage } from './package/check-package.ts';
import { runCommand } from './run-command.ts';
import { runChecks } from './run-checks.ts';
import { listStaticChecks } from './static-checks.ts';

const HELP = `npm run check

Runs every static check, shows all that fails, and ends with 1 if one did: format, lint, types, which module imports which,
unused code, manifests, paths and scripts that the docs name, and the client as it would be published. "npm run fix"
repairs what can be repaired automatically. Known weaknesses and licenses of dependencies are checked in CI.`;

process.exitCode = await runCommand(HELP, async (args) => {
  parseArgs({ args });
  return runChecks([
    ...listStaticChecks(ROOT),
    { name: 'paths in the docs', run: () => checkDocs(ROOT) },
    { name: 'package of client', run: () => checkClientPackage(ROOT) },
  ]);
});
