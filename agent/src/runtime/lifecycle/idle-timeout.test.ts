import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IdleTimeout } from './idle-timeout.ts';

let log: string[];
let busy: boolean;
let watch: IdleTimeout;

beforeEach(() => {
  vi.useFakeTimers();
  log = [];
  busy = false;
  watch = new IdleTimeout({
    afterMs: 300_000,
    isBusy: () => busy,
    ask: () => log.push('ask'),
    leave: () => log.push('leave'),
  });
});
afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

it('asks once when nothing happens, and then leaves', () => {
  vi.advanceTimersByTime(299_000);
  expect(log).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(log).toEqual(['ask']);
  vi.advanceTimersByTime(60_000);
  expect(log).toEqual(['ask', 'leave']);
});

it('stays when somebody answers', () => {
  vi.advanceTimersByTime(301_000);
  watch.active();
  vi.advanceTimersByTime(200_000);
  expect(log).toEqual(['ask']);
});

it('waits as long as a timer runs', () => {
  busy = true;
  vi.advanceTimersByTime(3_600_000);
  busy = false;
  vi.advanceTimersByTime(299_000);
  expect(log).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(log).toEqual(['ask']);
});

it('stays when a timer was set after it asked', () => {
  vi.advanceTimersByTime(301_000);
  busy = true;
  vi.advanceTimersByTime(60_000);
  expect(log).toEqual(['ask']);
});
