import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isInstalled } from './install.mjs';

/** A checkout whose files were changed at these times, in seconds. */
function checkout({ lock, installed }: { lock: number; installed?: number }): string {
  const root = mkdtempSync(join(tmpdir(), 'install-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'node_modules'));
  const write = (file: string, at: number): void => {
    writeFileSync(join(root, file), '{}');
    utimesSync(join(root, file), at, at);
  };
  write('package-lock.json', lock);
  if (installed !== undefined) write('node_modules/.package-lock.json', installed);
  return root;
}

it.each([
  ['installs into a fresh clone', { lock: 100 }, false],
  ['installs again after the lock file has changed', { lock: 200, installed: 100 }, false],
  ['installs nothing after an install', { lock: 100, installed: 200 }, true],
])('%s', (_, times, expected) => {
  expect(isInstalled(checkout(times))).toBe(expected);
});
