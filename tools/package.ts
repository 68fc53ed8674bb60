import { parseArgs } from 'node:util';
import { ROOT } from '@bakebot/local-stack';
import { PACKAGE_FOLDER } from './package/build-package.ts';
import { checkClientPackage } from './package/check-package.ts';
import { runCommand } from './run-command.ts';

const HELP = `npm run package

Builds the client as it is published, into ${PACKAGE_FOLDER}, and checks it with publint, attw and size-limit.`;

process.exitCode = await runCommand(HELP, async (args) => {
  parseArgs({ args });
  const { passed, output } = await checkClientPackage(ROOT);
  console.log(passed ? `Built and checked: npm publish ${PACKAGE_FOLDER}` : output);
  return passed ? 0 : 1;
});
