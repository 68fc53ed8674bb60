import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withTimeout } from './with-timeout.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('resolves with the work that ends in time, and leaves no timer', async () => {
  expect(await withTimeout(1000, Promise.resolve('done'), 'late')).toBe('done');
  expect(vi.getTimerCount()).toBe(0);
});

it('resolves with the fallback when the work does not end in time', async () => {
  const result = withTimeout(1000, new Promise(() => {}), 'late');
  vi.advanceTimersByTime(1000);
  expect(await result).toBe('late');
});

it('rejects when the work rejects, and leaves no timer', async () => {
  await expect(withTimeout(1000, Promise.reject(new Error('lost')), 'late')).rejects.toThrow(
    'lost',
  );
  expect(vi.getTimerCount()).toBe(0);
});
