import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Acquires a lock across processes by writing this process's id into `file`, unless it holds the id of a live process.
 * Removing the file releases the lock. Runs on Node 18, before anything is installed.
 *
 * @param {string} file
 * @returns {boolean} whether the lock was acquired
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
 * Includes other users' processes.
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
 * The id of the process that holds the lock; undefined when the file has just been removed.
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
