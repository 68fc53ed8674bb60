import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claim } from './pid-lock.mjs';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claim-test-'));
  file = join(folder, 'claim');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a claim', () => {
  it('is given once', () => {
    expect(claim(file)).toBe(true);
    expect(claim(file)).toBe(false);
  });

  it('is respected while its owner lives', () => {
    writeFileSync(file, `${process.ppid}`);
    expect(claim(file)).toBe(false);
  });

  it('passes on when its owner is dead', () => {
    writeFileSync(file, '999999999');
    expect(claim(file)).toBe(true);
  });

  it("is nobody's again once its file is removed", () => {
    claim(file);
    rmSync(file);
    expect(claim(file)).toBe(true);
  });

  it('complains when its folder cannot be written to', () => {
    expect(() => claim(join(folder, 'nowhere', 'claim'))).toThrow('ENOENT');
  });
});
