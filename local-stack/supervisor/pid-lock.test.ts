import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquirePidLock } from './pid-lock.mjs';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pid-lock-test-'));
  file = join(folder, 'lock');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('acquirePidLock', () => {
  it('returns false when the lock is held', () => {
    expect(acquirePidLock(file)).toBe(true);
    expect(acquirePidLock(file)).toBe(false);
  });

  it('returns false while another live process holds the lock', () => {
    writeFileSync(file, `${process.ppid}`);
    expect(acquirePidLock(file)).toBe(false);
  });

  it('takes over the lock of a dead process', () => {
    writeFileSync(file, '999999999');
    expect(acquirePidLock(file)).toBe(true);
  });

  it('acquires the lock again after its file is removed', () => {
    acquirePidLock(file);
    rmSync(file);
    expect(acquirePidLock(file)).toBe(true);
  });

  it('throws when its folder does not exist', () => {
    expect(() => acquirePidLock(join(folder, 'missing', 'lock'))).toThrow('ENOENT');
  });
});
