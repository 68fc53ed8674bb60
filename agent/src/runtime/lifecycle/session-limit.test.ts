import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SessionLimit } from './session-limit.ts';

let log: string[];
let limit: SessionLimit;
const listener = { warn: () => log.push('warn'), over: () => log.push('over') };

beforeEach(() => {
  vi.useFakeTimers();
  log = [];
});
afterEach(() => {
  limit.close();
  vi.useRealTimers();
});

it('warns two minutes before the session limit', () => {
  limit = new SessionLimit(3_600_000, listener);
  vi.advanceTimersByTime(3_479_000);
  expect(log).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(log).toEqual(['warn']);
  vi.advanceTimersByTime(120_000);
  expect(log).toEqual(['warn', 'over']);
});

it('warns at half time when the session limit is under four minutes', () => {
  limit = new SessionLimit(60_000, listener);
  vi.advanceTimersByTime(30_000);
  expect(log).toEqual(['warn']);
});

it('calls back no more when the session limit is closed', () => {
  limit = new SessionLimit(60_000, listener);
  limit.close();
  vi.advanceTimersByTime(60_000);
  expect(log).toEqual([]);
});
