import { beforeEach, expect, it } from 'vitest';
import { afterRejection, RetryPolicy } from './retry-policy.ts';

let policy: RetryPolicy;

beforeEach(() => {
  policy = new RetryPolicy();
});

it('switches the pipeline at every second failure in a row', () => {
  const switches = [1, 2, 3, 4].map((now) => policy.add(now).isSwitchDue);
  expect(switches).toEqual([false, true, false, true]);
});

it('counts from zero after a success, or after a minute', () => {
  policy.add(0);
  policy.reset();
  expect(policy.add(1).isSwitchDue).toBe(false);
  expect(policy.add(62_000).isSwitchDue).toBe(false);
});

it('backs off for about a minute, and then gives up', () => {
  const pauses = Array.from({ length: 10 }, (_, at) => policy.add(at).pauseMs);
  expect(pauses[0]).toBe(0);
  expect(pauses.at(-1)).toBeUndefined();
  const total = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0);
  expect(total).toBeGreaterThan(50_000);
});

it('switches the pipeline at once after a rejection for good', () => {
  expect(afterRejection(true)).toEqual({ pauseMs: 0, isSwitchDue: true });
});

it('pauses, and never gives up, when all pipelines reject requests for good', () => {
  expect(afterRejection(false)).toEqual({ pauseMs: 15_000, isSwitchDue: true });
});
