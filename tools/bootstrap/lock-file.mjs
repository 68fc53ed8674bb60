import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} LockFile
 */

/** Where we remember which lock file was installed from. npm empties the folder before it installs. */
const STAMP = join('node_modules', '.bakebot-installed');

/** Where npm itself writes down what it has installed. */
const INSTALLED = join('node_modules', '.package-lock.json');

/**
 * Whether `node_modules` holds what `package-lock.json` asks for. A stamp answers in most cases; without one, as after
 * a manual `npm install`, what npm wrote down is compared package by package.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  if (read(root, STAMP) === stampOf(root)) return true;
  const wanted = read(root, 'package-lock.json');
  const installed = read(root, INSTALLED);
  if (!wanted || !installed) return false;
  return holds(JSON.parse(installed), JSON.parse(wanted), process);
}

/**
 * A fingerprint of the lock file and of the platform, which decides on what is installed.
 *
 * @param {string} root
 */
export function stampOf(root) {
  const lock = read(root, 'package-lock.json') ?? '';
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/** @param {string} root */
export function stampPath(root) {
  return join(root, STAMP);
}

/**
 * Whether every package that this platform needs is installed in the version of the lock file.
 *
 * @param {LockFile} installed
 * @param {LockFile} wanted
 * @param {{ platform: string, arch: string }} machine
 * @returns {boolean}
 */
export function holds(installed, wanted, machine) {
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '' || !isNeeded(entry, machine)) return true;
    const found = installed.packages[path];
    return found?.version === entry.version && found?.integrity === entry.integrity;
  });
}

/**
 * Optional packages are needed where they are made for exactly this platform. C libraries are not told apart: of two
 * packages that differ in nothing else npm installs one.
 *
 * @param {LockedPackage} entry
 * @param {{ platform: string, arch: string }} machine
 */
function isNeeded({ optional, os, cpu, libc }, { platform, arch }) {
  if (!optional) return true;
  return !libc && os?.includes(platform) === true && cpu?.includes(arch) === true;
}

/**
 * @param {string} root
 * @param {string} path
 */
function read(root, path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
