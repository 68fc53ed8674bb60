// Entry of `npm start`, `npm test` and every `npm run …`. Runs on Node 18 and newer with no dependency: it installs them, then
// starts the command with the project's Node 24.

import { fileURLToPath } from 'node:url';
import { installIfNeeded } from './bootstrap/install.mjs';
import { chooseNode } from './bootstrap/node.mjs';
import { runToEnd, stopWithParent } from './bootstrap/processes.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const HELP = `npm start            run everything on this machine (options: npm start -- --help)
npm test             run all tests (npm test -- --project unit client: some of them)
npm run check        format, lint, types, imports, unused code, docs
npm run check:mobile types, tests and bundles of examples/mobile
npm run fix          repair what can be repaired automatically
npm run doctor       check this machine and its settings
npm run package      build and check the client as it is published
npm run test:api     try what openapi.json promises, with schemathesis (needs Python)
npm run bench        measure, side by side with the alternatives
npm run evals        ask the real model what it should know (options: npm run evals -- --help)
npm run contract     compare the Gemini emulator with Google (options: npm run contract -- --help)

For operators (options of each: -- --help):
npm run smoke        be a user of what is deployed
npm run secrets      set, list and rotate secrets
npm run deploy:worker, npm run deploy:agent
                     release, with checks before and a smoke test after
npm run image:prove  build the agent's image and let it answer a turn, with Docker or without`;

/** The script of each command, and its first argument if it has several commands. */
const SCRIPTS = {
  start: './start.ts',
  test: './test.ts',
  check: './check.ts',
  'check:mobile': './check-mobile.ts',
  fix: './fix.ts',
  doctor: './doctor.ts',
  package: './package.ts',
  'test:api': './test-api.ts',
  bench: '../bench/main.ts',
  evals: '../agent/evals/main.ts',
  contract: '../gemini-emulator/src/contract/main.ts',
  smoke: ['../ops/main.ts', 'smoke'],
  secrets: ['../ops/main.ts', 'secrets'],
  'deploy:worker': ['../ops/main.ts', 'deploy:worker'],
  'deploy:agent': ['../ops/main.ts', 'deploy:agent'],
  'image:prove': ['../ops/main.ts', 'image:prove'],
};

const [command = '--help', ...args] = process.argv.slice(2);

if (['-h', '--help', 'help'].includes(command)) {
  console.log(HELP);
} else if (!Object.hasOwn(SCRIPTS, command)) {
  console.error(`There is no command "${command}".\n\n${HELP}`);
  process.exitCode = 2;
} else {
  stopWithParent();
  const [script = '', ...first] = [Reflect.get(SCRIPTS, command)].flat();
  process.exitCode = await enter(script, [...first, ...args]);
}

/**
 * @param {string} path
 * @param {string[]} scriptArgs
 */
async function enter(path, scriptArgs) {
  const installed = await installIfNeeded(ROOT);
  if (installed !== 0) return installed;
  const node = chooseNode(ROOT);
  if (!node) {
    console.error(
      `This Node is ${process.version}, and the project's own Node 24 is not available for ${process.platform}-${process.arch}.\n` +
        'Install Node 24 or newer: https://nodejs.org',
    );
    return 1;
  }
  const script = fileURLToPath(new URL(path, import.meta.url));
  const { code } = await runToEnd(node, [script, ...scriptArgs], {
    cwd: ROOT,
    // The IPC channel closes when this process is killed, which stops the command.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  return code;
}
