import { describe, expect, it } from 'vitest';
import { type Facts, report } from './report.ts';

const figures = { requestsPerSecond: 1000, p50Ms: 3, p99Ms: 9, cpuMsPerRequest: 0.5 };
const FACTS: Facts = {
  worker: { ...figures, name: 'worker' },
  ceiling: { ...figures, name: 'hello', requestsPerSecond: 1250 },
  express: { ...figures, name: 'express', cpuMsPerRequest: 1 },
  gzipBytes: 61_440,
  startUpMs: 30,
};

describe('the token report', () => {
  it('has a row for each server, and passes figures equal to their targets', () => {
    const text = report(FACTS);
    expect(text).toMatch(/^worker +1000 +3 +9 +0\.500$/m);
    expect(text).toContain('✓ 80 % of the ceiling');
    expect(text).not.toContain('✗');
  });

  it('marks missed targets', () => {
    const worker = { ...FACTS.worker, requestsPerSecond: 900, cpuMsPerRequest: 0.6 };
    const text = report({ ...FACTS, worker, gzipBytes: 61_441, startUpMs: 31 });
    expect(text.match(/✗/g)).toHaveLength(4);
  });
});
