import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withTimeout } from './with-timeout.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('withTimeout', () => {
  it('resolves with the value, and clears its timer, when the work resolves in time', async () => {
    expect(await withTimeout(1000, Promise.resolve('done'))).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('resolves with undefined after a time-out', async () => {
    const result = withTimeout(1000, new Promise<string>(() => {}));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await result).toBeUndefined();
  });

  it('rejects, and clears its timer, when the work rejects', async () => {
    await expect(withTimeout(1000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(vi.getTimerCount()).toBe(0);
  });
});
