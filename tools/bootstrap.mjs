// The front door: what `npm start`, `npm test` and every `npm run …` of the project call.
// Runs on any Node from 18 on, with nothing installed; it installs what is missing, then hands over to Node 24.

import { fileURLToPath } from 'node:url';
import { installIfNeeded } from './bootstrap/install.mjs';
import { chooseNode } from './bootstrap/node.mjs';
import { runToEnd, stopWithParent } from './bootstrap/processes.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const HELP = `npm start            run everything on this machine (npm start -- --help tells more)
npm test             run all tests (npm test -- --project unit client: some of them)
npm run check        format, lint, types, unused code, package directions
npm run check:mobile types, tests and bundles of examples/mobile
npm run fix          repair what can be repaired automatically
npm run doctor       look for what is missing on this machine
npm run test:api     try what openapi.json promises, with schemathesis (needs Python)
npm run bench        measure, side by side with what one would have without it
npm run evals        ask the real model what it should know (npm run evals -- --help tells more)

For operators (each tells more with -- --help):
npm run smoke        be a user of what is deployed
npm run secrets      set, list and rotate secrets
npm run deploy:worker, npm run deploy:agent
                     release, with checks before and a smoke test after
npm run dashboard    draw the dashboard, without a Grafana
npm run image:prove  build and run the agent's image without Docker
npm run scale:measure, npm run scale:simulate
                     what conversations take, and what very many would`;

/** Where each command is. */
const SCRIPTS = {
  start: './start.ts',
  test: './test.ts',
  check: './check.ts',
  'check:mobile': './check-mobile.ts',
  fix: './fix.ts',
  doctor: './doctor.ts',
  'test:api': './test-api.ts',
  bench: '../bench/main.ts',
  evals: '../agent/evals/main.ts',
  smoke: '../ops/smoke.ts',
  secrets: '../ops/secrets.ts',
  'deploy:worker': '../ops/deploy-worker.ts',
  'deploy:agent': '../ops/deploy-agent.ts',
  dashboard: '../ops/dashboard.ts',
  'image:prove': '../ops/image-prove.ts',
  'scale:measure': '../ops/scale-measure.ts',
  'scale:simulate': '../ops/scale-simulate.ts',
};

const [command = '--help', ...args] = process.argv.slice(2);

if (['-h', '--help', 'help'].includes(command)) {
  console.log(HELP);
} else if (!Object.hasOwn(SCRIPTS, command)) {
  console.error(`There is no command "${command}".\n\n${HELP}`);
  process.exitCode = 2;
} else {
  stopWithParent();
  process.exitCode = await enter(Reflect.get(SCRIPTS, command));
}

/** @param {string} path */
async function enter(path) {
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
  const { code } = await runToEnd(node, [script, ...args], {
    cwd: ROOT,
    // The channel tells the command when we are gone without a word.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  return code;
}
