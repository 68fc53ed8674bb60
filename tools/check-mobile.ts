import { cpSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './check/report.ts';
import { runTool, type ToolResult } from './check/run-tool.ts';
import { buildPackage, PACKAGE_FOLDER } from './package/build-package.ts';
import { ROOT } from '@bakebot/local-stack';

const HELP = `npm run check:mobile

Checks examples/mobile: installs it, types, tests of its logic, and Metro's bundles for Android and iOS. Needs no phone.`;

const APP = 'examples/mobile';

process.exitCode = await checkMobile(process.argv.slice(2));

async function checkMobile(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.log(HELP);
    return args.every((argument) => ['--help', '-h'].includes(argument)) ? 0 : 2;
  }
  const steps: [string, () => Promise<ToolResult>][] = [
    ['package of client', build],
    ['install', install],
    ['types', () => run('types')],
    ['tests', () => run('test')],
    ['bundles (Metro)', () => run('bundle')],
  ];
  for (const [name, step] of steps) {
    // Each needs the one before.
    if (!(await report(name, step))) return 1;
  }
  return 0;
}

async function build(): Promise<ToolResult> {
  try {
    await buildPackage(ROOT);
    return { passed: true, output: '' };
  } catch (error) {
    return { passed: false, output: String(error) };
  }
}

/** Only when its lock file has changed: it is large, which is why it is not one of the workspaces. */
async function install(): Promise<ToolResult> {
  const installed = join(ROOT, APP, 'node_modules/.package-lock.json');
  const wanted = join(ROOT, APP, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) {
    // npm has copied the package of then: the one of now goes over it.
    const copy = join(ROOT, APP, 'node_modules/@bakebot/client');
    cpSync(join(ROOT, PACKAGE_FOLDER), copy, { recursive: true });
    return { passed: true, output: '' };
  }
  return runTool('npm', ['ci', '--prefix', APP, '--no-audit', '--no-fund', '--ignore-scripts']);
}

function run(script: string): Promise<ToolResult> {
  return runTool('npm', ['run', script, '--prefix', APP]);
}
