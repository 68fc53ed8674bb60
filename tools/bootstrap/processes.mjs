import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How long a command may take to end after a signal, before it is ended by force. The stack needs up to five seconds. */
const GRACE_MS = 8_000;

/** How often we look whether our parent still lives. */
const PARENT_CHECK_MS = 500;

/**
 * Runs a command, passes on every signal that we get meanwhile, and resolves when it has ended. With `detached`,
 * signals go to all that the command has started.
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
 * The exit code that stands for a signal, by convention.
 *
 * @param {NodeJS.Signals} signal
 */
export function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/**
 * Treats the end of the npm that runs us, or of its shell, as a request to stop: they do not pass on every signal.
 */
export function stopWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent || isOrphan(parent)) process.kill(process.pid, 'SIGTERM');
  }, PARENT_CHECK_MS).unref();
}

/**
 * Whether our npm was gone before we looked for it: process 1 adopts orphans. In a container npm may be process 1.
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
