import { describe, expect, it } from 'vitest';
import { Figures, report } from './report.ts';

function figures(typed: number, release: number, silence: number): Figures {
  const measured = new Figures();
  measured.add('typed → first text', typed);
  measured.add('typed → first sound', typed);
  measured.add('release → first sound', release);
  measured.add('barge-in → silence', silence);
  return measured;
}

describe('the agent report', () => {
  it('compares both agents, and passes figures equal to their targets', () => {
    const text = report({ bakebot: figures(120, 500, 250), bare: figures(100, 1000, 900) });
    expect(text).toMatch(/^typed → first text +120 +120 +100 +100 +1\.20$/m);
    expect(text).not.toContain('✗');
  });

  it('leaves out what was not measured', () => {
    const only = new Figures();
    only.add('barge-in → silence', 200);
    const text = report({ bakebot: only, bare: only });
    expect(text).not.toMatch(/typed|NaN/);
  });

  it('marks missed targets', () => {
    const text = report({ bakebot: figures(121, 501, 251), bare: figures(100, 1000, 900) });
    expect(text.match(/✗/g)).toHaveLength(4);
  });
});
