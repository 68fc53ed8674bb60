import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Grace period between a signal and SIGKILL, in ms. The local stack needs up to five seconds. */
const GRACE_MS = 8_000;

/** Interval at which the parent process is checked, in ms. */
const PARENT_CHECK_MS = 500;

/**
 * Runs a command, forwards signals to it, and resolves when it has ended. With `detached`, signals go to its whole process
 * group.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { graceMs?: number }} options
 * @returns {Promise<{ code: number, stoppedBy: NodeJS.Signals | undefined }>} `code` is 128 + the signal's number, by
 *   convention, when a signal ended the command.
 */
export function runToEnd(command, args, { graceMs = GRACE_MS, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    /** @type {NodeJS.Signals | undefined} */
    let stoppedBy;
    /** @type {NodeJS.Timeout | undefined} */
    let force;
    /** @param {NodeJS.Signals} signal */
    function passOn(signal) {
      stoppedBy ??= signal;
      send(signal);
      force ??= setTimeout(send, graceMs, 'SIGKILL');
    }
    /** @param {NodeJS.Signals} signal */
    function send(signal) {
      if (options.detached && child.pid) process.kill(-child.pid, signal);
      else child.kill(signal);
    }
    for (const signal of SIGNALS) process.on(signal, passOn);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(force);
      for (const name of SIGNALS) process.off(name, passOn);
      if (child.connected) child.disconnect();
      resolve({ code: code ?? exitCodeOf(signal ?? 'SIGTERM'), stoppedBy });
    });
  });
}

/**
 * The exit code of a signal, by convention.
 *
 * @param {NodeJS.Signals} signal
 */
export function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/**
 * Sends this process SIGTERM when the npm that runs it, or npm's shell, has ended: they do not forward every signal.
 */
export function stopWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent || isOrphan(parent)) process.kill(process.pid, 'SIGTERM');
  }, PARENT_CHECK_MS).unref();
}

/**
 * Whether npm ended before the first check: process 1 adopts orphans. In a container npm may be process 1.
 *
 * @param {number} parent
 */
function isOrphan(parent) {
  if (parent !== 1) return false;
  try {
    return !readFileSync('/proc/1/cmdline', 'utf8').includes('npm');
  } catch {
    return true;
  }
}
