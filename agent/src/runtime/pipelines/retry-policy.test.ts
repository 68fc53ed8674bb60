import { beforeEach, expect, it } from 'vitest';
import { RetryPolicy } from './retry-policy.ts';

let failures: RetryPolicy;

beforeEach(() => {
  failures = new RetryPolicy();
});

it('switches the pipeline at every second consecutive failure', () => {
  const verdicts = [1, 2, 3, 4].map((now) => failures.add(now).isSwitchDue);
  expect(verdicts).toEqual([false, true, false, true]);
});

it('starts over after a success, or after a minute', () => {
  failures.add(0);
  failures.reset();
  expect(failures.add(1).isSwitchDue).toBe(false);
  expect(failures.add(62_000).isSwitchDue).toBe(false);
});

it('waits longer each time, and gives up after about a minute', () => {
  const pauses = Array.from({ length: 10 }, (_, at) => failures.add(at).pauseMs);
  expect(pauses[0]).toBe(0);
  expect(pauses.at(-1)).toBeUndefined();
  const total = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0);
  expect(total).toBeGreaterThan(50_000);
});
