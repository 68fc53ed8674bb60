import { describe, expect, it } from 'vitest';
import { Figures, report } from './report.ts';

function figures(typed: number, release: number, silence: number): Figures {
  const measured = new Figures();
  measured.note('typed → first text', typed);
  measured.note('typed → first sound', typed);
  measured.note('release → first sound', release);
  measured.note('barge-in → silence', silence);
  return measured;
}

describe('the report', () => {
  it('puts both agents side by side, and is content with what just reaches the bars', () => {
    const text = report({ bakebot: figures(120, 500, 250), bare: figures(100, 1000, 900) });
    expect(text).toMatch(/^typed → first text +120 +120 +100 +100 +1\.20$/m);
    expect(text).not.toContain('✗');
  });

  it('says nothing of what was not measured', () => {
    const only = new Figures();
    only.note('barge-in → silence', 200);
    const text = report({ bakebot: only, bare: only });
    expect(text).not.toMatch(/typed|NaN/);
  });

  it('says which bars are missed', () => {
    const text = report({ bakebot: figures(121, 501, 251), bare: figures(100, 1000, 900) });
    expect(text.match(/✗/g)).toHaveLength(4);
  });
});
