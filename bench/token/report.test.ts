import { describe, expect, it } from 'vitest';
import { type Facts, type Figures, report } from './report.ts';

function figuresOf(name: string, cpuMsPerRequest: number): Figures {
  return { name, requestsPerSecond: 1000, p50Ms: 3, p99Ms: 9, cpuMsPerRequest };
}

const FACTS: Facts = {
  figures: [
    figuresOf('service', 0.13),
    figuresOf('with revocation', 0.26),
    figuresOf('with cap', 0.5),
    figuresOf('one function', 0.1),
    figuresOf('hello', 0.05),
    figuresOf('express', 0.13),
  ],
  gzipBytesWithoutSdk: 40_960,
  gzipBytes: 100_000,
  startUpMs: 30,
};

describe('the token report', () => {
  it('has a row for each server, and passes figures equal to their targets', () => {
    const text = report(FACTS);
    expect(text).toMatch(/^service +1000 +3 +9 +0\.130 +1\.30$/m);
    expect(text).toContain('✓ 1.30 × the CPU of one function');
    expect(text).not.toContain('✗');
  });

  it('marks missed targets', () => {
    const [, , ...others] = FACTS.figures;
    const figures = [figuresOf('service', 0.14), figuresOf('with revocation', 0.27), ...others];
    const text = report({ ...FACTS, figures, gzipBytesWithoutSdk: 40_961, startUpMs: 31 });
    expect(text.match(/✗/g)).toHaveLength(5);
  });
});
