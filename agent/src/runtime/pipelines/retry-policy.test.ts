import { beforeEach, expect, it } from 'vitest';
import { RetryPolicy } from './retry-policy.ts';

let failures: RetryPolicy;

beforeEach(() => {
  failures = new RetryPolicy();
});

it('calls for the other pipeline at every second failure in a row', () => {
  const verdicts = [1, 2, 3, 4].map((now) => failures.add(now).isSwitchDue);
  expect(verdicts).toEqual([false, true, false, true]);
});

it('begins anew once something worked, or after a minute', () => {
  failures.add(0);
  failures.reset();
  expect(failures.add(1).isSwitchDue).toBe(false);
  expect(failures.add(62_000).isSwitchDue).toBe(false);
});

it('waits longer each time, for about a minute, and then gives up', () => {
  const pauses = Array.from({ length: 10 }, (_, at) => failures.add(at).pauseMs);
  expect(pauses[0]).toBe(0);
  expect(pauses.at(-1)).toBeUndefined();
  const total = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0);
  expect(total).toBeGreaterThan(50_000);
});
