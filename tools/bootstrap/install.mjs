import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { acquirePidLock } from '../../local-stack/supervisor/pid-lock.mjs';
import { exitCodeOf, runToEnd } from './processes.mjs';

const LOCK_POLL_MS = 250;

/** npm goes on installing after SIGTERM. What it leaves incomplete is installed again the next time. */
const NPM_GRACE_MS = 500;

/**
 * Runs `npm ci` unless the dependencies are newer than the lock file.
 *
 * @param {string} root
 * @returns {Promise<number>} an exit code: 0 to go on
 */
export async function installIfNeeded(root) {
  if (isInstalled(root)) return 0;
  const lock = await acquireInstallLock(root);
  try {
    return isInstalled(root) ? 0 : await install(root);
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * Whether npm has installed since `package-lock.json` changed: npm writes its own list last of all.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const installed = modifiedAt(join(root, 'node_modules', '.package-lock.json'));
  const wanted = modifiedAt(join(root, 'package-lock.json'));
  return installed !== undefined && wanted !== undefined && installed >= wanted;
}

/** @param {string} file */
function modifiedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/**
 * Waits until no other process installs into this checkout: two at once would delete each other's files.
 *
 * @param {string} root
 */
async function acquireInstallLock(root) {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `bakebot-install-${checkout}`);
  if (acquirePidLock(file)) return file;
  console.error('Waiting for another install into this checkout.');
  do await delay(LOCK_POLL_MS);
  while (!acquirePidLock(file));
  return file;
}

/** @param {string} root */
async function install(root) {
  const started = Date.now();
  console.error('Installing: the dependencies are missing, or older than package-lock.json.');
  const [npm = 'npm', ...first] = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const { code, stoppedBy } = await runToEnd(
    npm,
    [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    // In a process group of its own, so that a signal reaches every process that npm starts. Its output goes to stderr,
    // because stdout belongs to the command.
    { cwd: root, detached: true, stdio: ['ignore', 2, 2], graceMs: NPM_GRACE_MS },
  );
  if (stoppedBy) return exitCodeOf(stoppedBy);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (code === 0) console.error(`Installed in ${seconds} s.`);
  else console.error(`npm ci failed with exit code ${code} after ${seconds} s: see above.`);
  return code;
}
