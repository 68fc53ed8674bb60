import { describe, expect, it } from 'vitest';
import { judgeAudit } from './audit.ts';

const report = (high: number, critical: number): string =>
  JSON.stringify({
    metadata: { vulnerabilities: { low: 3, high, critical, total: 3 + high + critical } },
    vulnerabilities: { left: { severity: 'low' }, right: { severity: 'high' } },
  });

describe('the audit', () => {
  it('passes without grave weaknesses, and names those that are', () => {
    expect(judgeAudit(report(0, 0)).passed).toBe(true);
    expect(judgeAudit(report(1, 0))).toMatchObject({
      passed: false,
      output: 'right: high\nRun: npm audit',
    });
    expect(judgeAudit(report(0, 1)).passed).toBe(false);
  });

  it.each(['', 'npm error network', '{"message":"405 Method Not Allowed"}'])(
    'says that nobody could be asked when the answer is %j',
    (output) => {
      expect(judgeAudit(output)).toMatchObject({
        passed: true,
        note: expect.stringContaining('not asked'),
      });
    },
  );
});
