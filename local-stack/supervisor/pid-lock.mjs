import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Makes `file` ours, across processes, as long as this process lives: writes our process id into it unless a living
 * process has done so before. Returns whether it is ours now. Remove the file to let go.
 *
 * @param {string} file
 * @returns {boolean}
 */
export function acquirePidLock(file) {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const owner = readOwner(file);
    if (owner === undefined || isProcessAlive(owner)) return false;
    rmSync(file, { force: true });
    return acquirePidLock(file);
  }
}

/**
 * Whether the process exists, ours or another user's.
 *
 * @param {number} pid
 * @returns {boolean}
 */
export function isProcessAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/**
 * The process that holds the lock; undefined when it has just let go.
 *
 * @param {string} file
 */
function readOwner(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
