import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/tools.ts';
import { ASSUMPTIONS } from './assumptions.ts';
import { capacityOf, needOf } from './capacity.ts';
import { seededRandom, simulateDay } from './simulate.ts';

describe('the capacity of an instance', () => {
  it('is what the scarcer of memory and processor allows', () => {
    const plain = { ...ASSUMPTIONS, headroom: 0, base: { memory: 0, cores: 0 } };
    const small = {
      ...plain,
      instance: { memory: 1000, cores: 100 },
      conversation: { memory: 100, cores: 1 },
    };
    expect(capacityOf(small)).toEqual({ sessions: 10, limit: 'memory' });
    const busy = { ...small, instance: { memory: 1000, cores: 3 } };
    expect(capacityOf(busy)).toEqual({ sessions: 3, limit: 'cores' });
  });

  it('stands in the guide as it is reckoned', () => {
    const guide = readFileSync(join(ROOT, 'docs/scale.md'), 'utf8');
    const { sessions, limit } = capacityOf(ASSUMPTIONS);
    expect(guide).toContain(`**${sessions} conversations an instance**`);
    expect(guide).toContain(`The ${limit === 'cores' ? 'processor' : 'memory'} is what limits`);
    const instances = needOf(1_000_000, ASSUMPTIONS).instances.toLocaleString('en-US');
    expect(guide).toMatch(new RegExp(`^\\| 1,000,000 +\\| ${instances} `, 'm'));
  });

  it('grows in step with the sessions', () => {
    const one = needOf(1000, ASSUMPTIONS);
    const ten = needOf(10_000, ASSUMPTIONS);
    expect(ten.costPerHour.cascade / one.costPerHour.cascade).toBeCloseTo(10, 5);
    expect(ten.tokensPerSecond / one.tokensPerSecond).toBeCloseTo(10, 5);
  });
});

describe('a simulated day', () => {
  const day = (peak: number, changes = {}) =>
    simulateDay(peak, { ...ASSUMPTIONS, ...changes }, seededRandom(7));

  it('goes the same way every time', () => {
    expect(day(500)).toEqual(day(500));
  });

  it('has about as many conversations at once as were expected', () => {
    const { peakSessions } = day(10_000);
    expect(peakSessions / 10_000).toBeGreaterThan(0.95);
    expect(peakSessions / 10_000).toBeLessThan(1.1);
  });

  it('turns users away when instances take too long to start and none is spare', () => {
    expect(day(10_000, { startMinutes: 30, spare: 0 }).refused).toBeGreaterThan(0);
    expect(day(10_000).refused).toBe(0);
  });
});
