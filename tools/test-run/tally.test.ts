import { describe, expect, it } from 'vitest';
import { summaryLine, sumTallies, tallyRun } from './tally.ts';

const CLEAN = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
};

describe('the tally of a test run', () => {
  it('counts passed and failed tests, and those to do as skipped', () => {
    expect(tallyRun({ ...CLEAN, numFailedTests: 4 }, 1)).toEqual({
      passed: 5,
      failed: 4,
      skipped: 3,
    });
  });

  it('counts a file that could not be loaded as a failed test', () => {
    const report = { ...CLEAN, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(tallyRun(report, 1).failed).toBe(1);
  });

  it('never calls a failed run clean', () => {
    expect(tallyRun(CLEAN, 1).failed).toBe(1);
    expect(tallyRun(undefined, 0).failed).toBe(1);
    expect(tallyRun({ nonsense: true }, 0).failed).toBe(1);
  });

  it('sums runs up in one line', () => {
    const sum = sumTallies([tallyRun(CLEAN, 0), tallyRun(CLEAN, 0)]);
    expect(summaryLine(sum)).toBe('10 passed, 0 failed, 6 skipped');
  });
});
