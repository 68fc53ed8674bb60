import { describe, expect, it } from 'vitest';
import { judgeCost, SessionBudget } from './session-budget.ts';

describe('judgeCost', () => {
  it.each([
    [0, 1, 'ok'],
    [0.79, 1, 'ok'],
    [0.8, 1, 'warn'],
    [0.999_999, 1, 'warn'],
    [1, 1, 'end'],
    [40, 1, 'end'],
    [0.05, 0.05, 'end'],
    [1000, undefined, 'ok'],
  ] as const)('judges $%s of a budget of %s: %s', (cost, budget, verdict) => {
    expect(judgeCost(cost, budget)).toBe(verdict);
  });
});

describe('SessionBudget', () => {
  function calls(budget: number | undefined, costs: readonly number[]): string[] {
    const log: string[] = [];
    const listener = { warn: () => log.push('warn'), over: () => log.push('over') };
    const sessionBudget = new SessionBudget(budget, listener);
    for (const cost of costs) sessionBudget.spent(cost);
    return log;
  }

  it('warns once and ends once', () => {
    expect(calls(1, [0.1, 0.8, 0.85, 0.9, 1, 1.1])).toEqual(['warn', 'over']);
  });

  it('ends without a warning when one turn spends the whole budget', () => {
    expect(calls(1, [0.1, 2])).toEqual(['over']);
  });

  it('does nothing without a budget', () => {
    expect(calls(undefined, [0.1, 1_000_000])).toEqual([]);
  });
});
