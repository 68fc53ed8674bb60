import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IdleTimeout } from './idle-timeout.ts';

let log: string[];
let busy: boolean;
let idleTimeout: IdleTimeout;

beforeEach(() => {
  vi.useFakeTimers();
  log = [];
  busy = false;
  idleTimeout = new IdleTimeout({
    afterMs: 300_000,
    isBusy: () => busy,
    ask: () => log.push('ask'),
    leave: () => log.push('leave'),
  });
});
afterEach(() => {
  idleTimeout.close();
  vi.useRealTimers();
});

it('asks once when the user is idle, and leaves a minute later', () => {
  vi.advanceTimersByTime(299_000);
  expect(log).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(log).toEqual(['ask']);
  vi.advanceTimersByTime(60_000);
  expect(log).toEqual(['ask', 'leave']);
});

it('stays when the user responds to the question', () => {
  vi.advanceTimersByTime(301_000);
  idleTimeout.active();
  vi.advanceTimersByTime(200_000);
  expect(log).toEqual(['ask']);
});

it('does not ask while the agent is busy', () => {
  busy = true;
  vi.advanceTimersByTime(3_600_000);
  busy = false;
  vi.advanceTimersByTime(299_000);
  expect(log).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(log).toEqual(['ask']);
});

it('stays when the agent became busy after it asked', () => {
  vi.advanceTimersByTime(301_000);
  busy = true;
  vi.advanceTimersByTime(60_000);
  expect(log).toEqual(['ask']);
});
