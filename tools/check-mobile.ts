import { cpSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './run-command.ts';
import { type CheckResult, runChecks, runTool } from './run-checks.ts';
import { buildPackage, PACKAGE_FOLDER } from './package/build-package.ts';
import { ROOT } from '@bakebot/local-stack';

const HELP = `npm run check:mobile

Checks examples/mobile: installs it, types, tests of its logic, and Metro's bundles for Android and iOS. Needs no phone.`;

const APP = 'examples/mobile';

process.exitCode = await runCommand(HELP, checkMobile);

async function checkMobile(args: string[]): Promise<number> {
  parseArgs({ args });
  return runChecks(
    [
      { name: 'package of client', run: build },
      { name: 'install', run: install },
      { name: 'types', run: () => runScript('types') },
      { name: 'tests', run: () => runScript('test') },
      { name: 'bundles (Metro)', run: () => runScript('bundle') },
    ],
    { stopAtFailure: true },
  );
}

async function build(): Promise<CheckResult> {
  try {
    await buildPackage(ROOT);
    return { passed: true, output: '' };
  } catch (error) {
    return { passed: false, output: String(error) };
  }
}

/** Installs when the lock file has changed. The app is no workspace because its dependencies are large. */
async function install(): Promise<CheckResult> {
  const installed = join(ROOT, APP, 'node_modules/.package-lock.json');
  const wanted = join(ROOT, APP, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) {
    // npm installed a copy of the package as it was then.
    const copy = join(ROOT, APP, 'node_modules/@bakebot/client');
    cpSync(join(ROOT, PACKAGE_FOLDER), copy, { recursive: true });
    return { passed: true, output: '' };
  }
  return runTool('npm', ['ci', '--prefix', APP, '--no-audit', '--no-fund', '--ignore-scripts']);
}

function runScript(script: string): Promise<CheckResult> {
  return runTool('npm', ['run', script, '--prefix', APP]);
}
