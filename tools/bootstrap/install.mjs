import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { acquirePidLock } from '../../local-stack/supervisor/pid-lock.mjs';
import { isInstalled, stampOf, stampPath } from './lock-file.mjs';
import { exitCodeOf, runToEnd } from './processes.mjs';

const WAIT_FOR_OTHER_INSTALL_MS = 250;

/** npm goes on installing after SIGTERM. What it leaves half done it does anew the next time. */
const NPM_GRACE_MS = 500;

/**
 * Runs `npm ci` unless what is installed is what the lock file asks for. Resolves with an exit code: 0 to go on.
 *
 * @param {string} root
 * @returns {Promise<number>}
 */
export async function installIfNeeded(root) {
  if (isInstalled(root)) return 0;
  const turn = await takeTurn(root);
  try {
    return isInstalled(root) ? 0 : await install(root);
  } finally {
    rmSync(turn, { force: true });
  }
}

/**
 * Waits until nobody else installs into this checkout: two at once would delete each other's files.
 *
 * @param {string} root
 */
async function takeTurn(root) {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `bakebot-install-${checkout}`);
  if (acquirePidLock(file)) return file;
  console.error('Waiting for another install into this checkout.');
  do await delay(WAIT_FOR_OTHER_INSTALL_MS);
  while (!acquirePidLock(file));
  return file;
}

/** @param {string} root */
async function install(root) {
  const started = Date.now();
  console.error('Installing: the dependencies are missing, or not those of package-lock.json.');
  const [npm, ...first] = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const { code, stoppedBy } = await runToEnd(
    npm ?? 'npm',
    [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    // In a process group of its own, so that a signal reaches all that npm has started. What it prints goes to stderr:
    // stdout belongs to the command.
    { cwd: root, detached: true, stdio: ['ignore', 2, 2], graceMs: NPM_GRACE_MS },
  );
  if (stoppedBy) return exitCodeOf(stoppedBy);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (code === 0) {
    writeFileSync(stampPath(root), stampOf(root));
    console.error(`Installed in ${seconds} s.`);
  } else {
    console.error(
      `npm ci failed (exit code ${code}) after ${seconds} s; its own words stand above.`,
    );
  }
  return code;
}
