import { describe, expect, it } from 'vitest';
import { checkMachine, type MachineFacts } from './machine.ts';

const GIB = 1024 ** 3;
const GOOD: MachineFacts = {
  platform: 'linux',
  arch: 'x64',
  glibcVersion: '2.36',
  nodeVersion: 'v24.21.0',
  npmVersion: '11.0.0',
  totalMemory: 16 * GIB,
  freeDisk: 50 * GIB,
};

function verdictOf(about: string, facts: Partial<MachineFacts>): string | undefined {
  return checkMachine({ ...GOOD, ...facts }).find((finding) => finding.about === about)?.verdict;
}

describe('the doctor', () => {
  it('passes a good machine', () => {
    expect(checkMachine(GOOD).map(({ verdict }) => verdict)).toEqual(Array(5).fill('ok'));
  });

  it.each([
    ['system', 'fail', { platform: 'win32' }],
    ['system', 'fail', { glibcVersion: undefined }],
    ['system', 'fail', { glibcVersion: '2.31' }],
    ['system', 'fail', { arch: 'riscv64' }],
    ['system', 'ok', { platform: 'darwin', arch: 'arm64', glibcVersion: undefined }],
    ['node', 'fail', { nodeVersion: 'v20.20.2' }],
    ['npm', 'fail', { npmVersion: '8.19.0' }],
    ['npm', 'fail', { npmVersion: undefined }],
    ['memory', 'warn', { totalMemory: 2 * GIB }],
    ['disk', 'warn', { freeDisk: GIB }],
  ])('judges %s: %s with %o', (about, verdict, facts) => {
    expect(verdictOf(about, facts)).toBe(verdict);
  });

  it('says how to fix each problem', () => {
    const findings = checkMachine({
      ...GOOD,
      platform: 'win32',
      npmVersion: undefined,
      freeDisk: 0,
    });
    const unwell = findings.filter(({ verdict }) => verdict !== 'ok');
    expect(unwell.map(({ remedy }) => remedy)).toEqual(Array(3).fill(expect.stringMatching(/\w+/)));
  });
});
