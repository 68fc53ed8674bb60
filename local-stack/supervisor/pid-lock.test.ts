import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquirePidLock } from './pid-lock.mjs';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'acquirePidLock-test-'));
  file = join(folder, 'acquirePidLock');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a acquirePidLock', () => {
  it('is given once', () => {
    expect(acquirePidLock(file)).toBe(true);
    expect(acquirePidLock(file)).toBe(false);
  });

  it('is respected while its owner lives', () => {
    writeFileSync(file, `${process.ppid}`);
    expect(acquirePidLock(file)).toBe(false);
  });

  it('passes on when its owner is dead', () => {
    writeFileSync(file, '999999999');
    expect(acquirePidLock(file)).toBe(true);
  });

  it("is nobody's again once its file is removed", () => {
    acquirePidLock(file);
    rmSync(file);
    expect(acquirePidLock(file)).toBe(true);
  });

  it('complains when its folder cannot be written to', () => {
    expect(() => acquirePidLock(join(folder, 'nowhere', 'acquirePidLock'))).toThrow('ENOENT');
  });
});
